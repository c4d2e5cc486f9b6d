import { randomUUID } from "node:crypto";
import { partitionOf } from "#runtime/partition.ts";
import type { Fence, Ports } from "#runtime/ports.ts";
import { agentId, type Kind } from "./kinds.ts";

type Span = { from: number; to: number; onMade: (made: number) => void };

const together = 256;

/**
 * Makes agents like number 0 straight through the store: the same script and keys as a turn's commit, commit by commit,
 * without the queues before it. For numbers of agents that commands would take too long to make.
 */
export async function copyAgents(
  { store, clock, partitions }: Ports,
  { of, keep }: Kind,
  fenceOf: (partition: number) => Fence,
  { from, to, onMade }: Span,
): Promise<void> {
  const first = `${of}/${agentId(0)}`;
  const read = await store.read(first);
  if (read.kind !== "snapshot") throw new Error(`${first} was not made`);
  const journal = new Map((await store.journal(first, { limit: 100 })).map((entry) => [entry.version, entry]));
  const { schema, snapshot, snapshotVersion, version: versions, at } = read;

  async function copy(n: number): Promise<void> {
    const agent = `${of}/${agentId(n)}`;
    const own = (text: string) => text.replaceAll(agentId(0), agentId(n));
    for (let version = 1; version <= versions; version++) {
      // an entry that the snapshot has made needless leaves the journal in the commit that brings the snapshot
      const { method = "trimmed", caller = "system:bench", patch = "[]" } = journal.get(version) ?? {};
      const entry = { method, caller, stamp: at, patch: own(patch) };
      const committed = await store.commit(fenceOf(partitionOf(agent, partitions)), {
        agent,
        base: version - 1,
        schema,
        endings: [{ callId: randomUUID(), hash: "copied", since: clock.now(), answer: { kind: "ok" }, entry, out: [] }],
        ...(version === snapshotVersion && { snapshot: own(snapshot) }),
        keep,
        replies: [],
      });
      if (committed.kind !== "committed") throw new Error(`${agent} was not committed: ${committed.kind}`);
    }
  }

  let next = from;
  const work = async () => {
    while (next < to) {
      const n = next++;
      await copy(n);
      if (n % 5000 === 0) onMade(n);
    }
  };
  await Promise.all(Array.from({ length: together }, work));
}
