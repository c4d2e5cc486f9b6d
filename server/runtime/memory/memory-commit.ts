import { splitName } from "../ids.ts";
import {
  type Clock,
  type Commit,
  destroyMethod,
  type Ending,
  type FeedEntry,
  type Instead,
  type Schedule,
} from "../ports.ts";
import { feedLength } from "../retention.ts";
import { send } from "./memory-outbox.ts";
import { type MemoryAgent, type MemoryPartition, stored } from "./memory-partition.ts";

type Entered = Ending & { entry: NonNullable<Ending["entry"]> };

/**
 * What each `ok` of a checked commit writes; a `fail` leaves no version, entry or message. Answers the version above which
 * an agent's own begin, where this is its first commit.
 */
export function memoryCommit(partition: MemoryPartition, commit: Commit, clock: Clock): number | undefined {
  const entered = commit.endings.filter(isEntered);
  if (entered.length === 0) return undefined;
  const agent = partition.agents.get(commit.agent) ?? unborn(partition.floor);
  const isFirst = agent.version === agent.began;
  if (commit.snapshot === undefined && (isFirst || agent.schema !== commit.schema)) {
    throw new Error(`the first commit of ${commit.agent} under schema ${commit.schema} needs a snapshot`);
  }
  partition.agents.set(commit.agent, agent);
  enterDirectory(partition, commit.agent);
  for (const ending of entered) {
    enter(partition, commit, agent, ending);
    for (const each of ending.out) send(partition, each, clock);
  }
  if (commit.snapshot !== undefined) takeSnapshot(agent, commit.snapshot, commit.keep);
  return isFirst ? agent.began : undefined;
}

/** What a commit does that writes no state. */
export function memoryInstead(partition: MemoryPartition, commit: Commit, instead: Instead): void {
  const own = partition.schedules.get(commit.agent) ?? new Map<string, Schedule>();
  if (instead.kind === "destroy") {
    partition.schedules.delete(commit.agent);
    destroy(partition, commit, instead.stamp);
  } else if (instead.kind === "unschedule") {
    own.delete(instead.name);
  } else {
    partition.generation += 1;
    const { plan, due } = instead;
    partition.schedules.set(
      commit.agent,
      own.set(plan.name, { plan: stored(plan), generation: partition.generation, due }),
    );
  }
}

/** What is under way to a destroyed agent makes it anew. */
function destroy(partition: MemoryPartition, commit: Commit, stamp: number): void {
  const agent = partition.agents.get(commit.agent);
  if (!agent) return;
  const { type, id } = splitName(commit.agent);
  partition.agents.delete(commit.agent);
  partition.directory.get(type)?.delete(id);
  const version = agent.version + 1;
  partition.floor = Math.max(partition.floor, version);
  const callId = commit.endings[0]?.callId ?? "";
  tell(partition, { agent: commit.agent, version, method: destroyMethod, callId, stamp });
}

function tell(partition: MemoryPartition, entry: Omit<FeedEntry, "cursor">): void {
  partition.feedLast += 1;
  partition.feed.push({ cursor: String(partition.feedLast), ...entry });
  partition.changes.set(splitName(entry.agent).type, String(partition.feedLast));
  if (partition.feed.length > feedLength) partition.feed.shift();
}

function enter(partition: MemoryPartition, commit: Commit, agent: MemoryAgent, ending: Entered): void {
  const { callId, entry } = ending;
  const { method, caller, stamp, patch } = entry;
  const version = agent.version + 1;
  agent.journal.push({ version, method, caller, callId, stamp, schema: commit.schema, patch });
  agent.version = version;
  agent.last = callId;
  agent.at = stamp;
  agent.schema = commit.schema;
  agent.patchBytes += Buffer.byteLength(patch);
  tell(partition, { agent: commit.agent, version, method, callId, stamp });
}

function takeSnapshot(agent: MemoryAgent, snapshot: string, keep: number | "all"): void {
  agent.snapshot = snapshot;
  agent.snapshotVersion = agent.version;
  agent.snapshotLast = agent.last;
  agent.snapshotBytes = Buffer.byteLength(snapshot);
  agent.patchBytes = 0;
  if (keep === "all") return;
  agent.journal = agent.journal.filter((entry) => entry.version > agent.snapshotVersion - keep);
}

function enterDirectory(partition: MemoryPartition, agent: string): void {
  const { type, id } = splitName(agent);
  const ids = partition.directory.get(type) ?? new Set();
  partition.directory.set(type, ids.add(id));
}

function unborn(floor: number): MemoryAgent {
  return {
    version: floor,
    began: floor,
    last: "",
    at: 0,
    schema: 0,
    snapshot: "",
    snapshotVersion: 0,
    snapshotLast: "",
    snapshotBytes: 0,
    patchBytes: 0,
    journal: [],
  };
}

function isEntered(ending: Ending): ending is Entered {
  return ending.answer.kind === "ok" && ending.entry !== undefined;
}
