import os from "node:os";
import { markdownTable } from "#lib/markdown-table.ts";
import type { Kind } from "./kinds.ts";
import type { Shares } from "./redis-memory.ts";
import type { SiloMemory } from "./silo.ts";

export type KindResult = {
  kind: Kind;
  agents: number;
  seconds: number;
  /** Of the whole server, an agent. */
  bytes: number;
  shares: Shares;
};
export type Moment = { when: string } & SiloMemory;
export type RestingResult = {
  at: Date;
  commit: string;
  redis: string;
  loadBefore: number;
  room: { bytes: number; idleMs: number };
  kinds: KindResult[];
  silo: Moment[];
};

/** The bar, in bytes of Redis an agent beyond its state. */
export const bar = 1536;
/** Beyond its state, and beyond the history that its type asks to be kept. */
export const beyond = ({ kind, bytes, shares }: KindResult): number =>
  bytes - shares.state - (kind.keep === "all" ? shares.history : 0);

const whole = (value: number) => Math.round(value).toLocaleString("en-US");
const mib = (bytes: number) => (bytes / 2 ** 20).toFixed(0);

export function report({ at, commit, redis, loadBefore, room, kinds, silo }: RestingResult): string {
  const machine = `${os.availableParallelism()} cores (${os.cpus()[0]?.model.trim() ?? "unknown"}), Node ${process.versions.node}, Redis ${redis}`;
  const inRedis = markdownTable(
    ["agents", "type", "commits each", "all", "state", "kept history", "**beyond these**", "made in s"],
    kinds.map((each) => [
      whole(each.agents),
      each.kind.of,
      String(each.kind.commits),
      whole(each.bytes),
      whole(each.shares.state),
      each.kind.keep === "all" ? whole(each.shares.history) : "–",
      `**${whole(beyond(each))}**`,
      whole(each.seconds),
    ]),
  );
  const byKey = markdownTable(
    ["type", "snapshot's key", "hash", "journal", "directory"],
    kinds.map((each) => {
      const { snapshotKey, hash, journal, directory } = each.shares;
      return [each.kind.of, ...[snapshotKey, hash, journal, directory].map(whole)];
    }),
  );
  const inSilo = markdownTable(
    ["when", "resident MiB", "heap MiB", "of reserved", "agents hosted", "copies"],
    silo.map(({ when, rss, heap, reserved, hosted, copies }) => [
      when,
      mib(rss),
      mib(heap),
      mib(reserved),
      whole(hosted),
      whole(copies),
    ]),
  );
  return [
    "# Resting agents",
    "`npm run bench:resting -- --keep` writes this page.",
    `${at.toISOString().slice(0, 10)}, commit ${commit}, ${machine}, load average before ${loadBefore.toFixed(1)}. ` +
      "The first 50,000 of a type were made by commands at a door, through the queues; the others by the same commits " +
      "straight through the store, since that is faster. The silo and the door are one process. Its agents may take " +
      `${mib(room.bytes)} MiB of it and its copies as much, and leave after ${room.idleMs / 1000} s.`,
    "## In Redis, bytes an agent",
    "“All” is the growth of `used_memory` once no answer is kept any more, an agent. “State” is the JSON of its present " +
      `state. The history is the text of the journal of a type with \`history: "all"\`. The bar is ${whole(bar)}.`,
    inRedis,
    "Where they are, by `MEMORY USAGE` of a thousand agents, which guesses at streams and counts too much there. The snapshot's key is counted without its text.",
    byKey,
    "## In the silo",
    inSilo,
  ].join("\n\n");
}
