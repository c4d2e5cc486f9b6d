import type { Clock, Commit, Ending } from "../ports.ts";
import { feedLength } from "../retention.ts";
import { send } from "./memory-outbox.ts";
import type { MemoryAgent, MemoryPartition } from "./memory-partition.ts";

type Entered = Ending & { entry: NonNullable<Ending["entry"]> };

/** What each `ok` of a checked commit writes; a `fail` leaves no version, entry or message. */
export function memoryCommit(partition: MemoryPartition, commit: Commit, clock: Clock): void {
  const entered = commit.endings.filter(isEntered);
  if (entered.length === 0) return;
  const agent = partition.agents.get(commit.agent) ?? unborn();
  if (commit.snapshot === undefined && (agent.version === 0 || agent.schema !== commit.schema)) {
    throw new Error(`the first commit of ${commit.agent} under schema ${commit.schema} needs a snapshot`);
  }
  partition.agents.set(commit.agent, agent);
  enterDirectory(partition, commit.agent);
  for (const ending of entered) {
    enter(partition, commit, agent, ending);
    for (const each of ending.out) send(partition, each, clock);
  }
  if (commit.snapshot !== undefined) takeSnapshot(agent, commit.snapshot, commit.keep);
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
  partition.feedLast += 1;
  partition.feed.push({ cursor: String(partition.feedLast), agent: commit.agent, version, method, callId, stamp });
  if (partition.feed.length > feedLength) partition.feed.shift();
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
  const slash = agent.indexOf("/");
  const type = agent.slice(0, slash);
  const ids = partition.directory.get(type) ?? new Set();
  partition.directory.set(type, ids.add(agent.slice(slash + 1)));
}

function unborn(): MemoryAgent {
  return {
    version: 0,
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
