import { Counter, Gauge, type Registry } from "prom-client";
import { createHistogram } from "./histogram.ts";

/** From half a millisecond, a read from memory, to the half minute that a caller waits at most. */
const seconds = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
const ofGroup = [1, 2, 4, 8, 16, 32, 64, 128];
const ofEnvelope = [1, 2, 5, 10, 25, 50, 100, 250, 500];
const byMethod = ["agent", "method"] as const;
const byOutcome = ["agent", "method", "outcome"] as const;

/** Every metric of the runtime. A label is a name from the code, a partition or a lane; never an id. */
export function runtimeInstruments(register: Registry) {
  const registers = [register];
  const gauge = <L extends string>(name: string, help: string, labelNames: readonly L[] = []) =>
    new Gauge<L>({ name, help, labelNames: [...labelNames], registers });
  const counter = <L extends string>(name: string, help: string, labelNames: readonly L[]) =>
    new Counter<L>({ name, help, labelNames: [...labelNames], registers });
  const histogram = <const L extends readonly string[]>(
    name: string,
    help: string,
    labelNames: L,
    buckets: readonly number[] = seconds,
  ) => createHistogram({ name, help, labelNames, buckets, register });

  return {
    commands: histogram(
      "granary_command_duration_seconds",
      "From a door's command to its answer, or to its acceptance when it was told.",
      byOutcome,
    ),
    accepts: histogram(
      "granary_accept_duration_seconds",
      "From a door's message to its being on disk in its queue.",
      [],
    ),
    asks: histogram("granary_ask_duration_seconds", "From a turn's ask of another agent to its answer.", byOutcome),
    queries: histogram(
      "granary_query_duration_seconds",
      "Queries on this process's copies, nested ones too.",
      byOutcome,
    ),
    effects: histogram(
      "granary_effect_duration_seconds",
      "Steps of ctx.run, by the command that took them.",
      byOutcome,
    ),
    turns: histogram("granary_turn_duration_seconds", "The author's code of one attempt of a command.", byOutcome),
    waits: histogram("granary_queue_wait_seconds", "From a door's command to the begin of its first attempt.", [
      "agent",
    ]),
    retries: counter("granary_turn_retries_total", "Attempts after the author's code threw.", byMethod),
    running: gauge("granary_turns_running", "Turns whose code runs or waits now."),
    commits: histogram("granary_commit_duration_seconds", "Commits until their outcome is known.", ["outcome"]),
    groups: histogram("granary_commit_group_turns", "Turns of one agent in one commit.", [], ofGroup),
    envelopes: histogram("granary_envelope_messages", "Messages in one job of a queue.", ["kind"], ofEnvelope),
    reads: counter(
      "granary_replica_reads_total",
      "Reads of a state by what the copy in memory lacked: unchanged is a hit.",
      ["result"],
    ),
    letters: counter("granary_dead_letters_total", "Commands that became dead letters.", ["agent", "reason"]),
    refused: counter("granary_fences_refused_total", "Writes that were refused because their epoch is over.", [
      "operation",
    ]),
    takeovers: counter("granary_takeovers_total", "Partitions that this process became the owner of.", ["handed_back"]),
    owned: gauge("granary_owned_partitions", "Partitions that this process owns.", []),
    queued: gauge("granary_queue_messages", "Messages that wait in a queue to be fetched, about.", [
      "partition",
      "lane",
      "kind",
    ]),
    mailboxes: gauge("granary_mailbox_messages", "Messages in the mailboxes of a partition's agents.", ["partition"]),
    longest: gauge("granary_mailbox_longest_messages", "Messages in the longest mailbox of a partition.", [
      "partition",
    ]),
    outbox: gauge("granary_outbox_messages", "Committed messages that wait to be relayed.", ["partition"]),
    feed: gauge("granary_feed_entries", "Commits that a partition's feed keeps.", ["partition"]),
    open: gauge("granary_open_turns", "Turn records that are open.", ["partition"]),
    oldest: gauge("granary_open_turn_oldest_age_seconds", "Age of the oldest open turn's root.", ["partition"]),
  };
}

export type RuntimeInstruments = ReturnType<typeof runtimeInstruments>;
