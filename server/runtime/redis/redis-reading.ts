import type { FeedEntry, Head, JournalEntry, Read, Store } from "../ports.ts";
import type { RedisAccess } from "./redis-access.ts";
import { fieldsOf, keptAnswer, matched, type StreamEntry } from "./script-answer.ts";

type Reading = Pick<
  Store,
  "read" | "answers" | "journal" | "list" | "count" | "began" | "feed" | "feedEnd" | "feedDepth"
>;
type HeadReply = [version: string, last: string, at: string, schema: string, snapshotBytes: string, patchBytes: string];

export function redisReading({ keys, partitions, keysOf, script, command }: RedisAccess): Reading {
  const all = Array.from({ length: partitions }, (_, number) => keys.partition(number));
  return {
    async read(agent, known) {
      const partition = keysOf(agent);
      const args = known ? [known.version, known.last, known.schema] : ["", "", ""];
      const names = [partition.agent(agent), partition.journal(agent), partition.snapshot(agent)];
      return matched<Read>(await script("read", names, args), {
        none: () => ({ kind: "none" }),
        unchanged: () => ({ kind: "unchanged" }),
        patches: (...reply: [...HeadReply, string[]]) => ({ kind: "patches", patches: reply[6], ...headOf(reply) }),
        snapshot: (...reply: [...HeadReply, string[], string, string]) => {
          const [, , , , , , patches, version, snapshot] = reply;
          return { kind: "snapshot", snapshot, snapshotVersion: Number(version), patches, ...headOf(reply) };
        },
      });
    },

    async answers(number, callIds) {
      if (callIds.length === 0) return [];
      const names = callIds.map(keys.partition(number).answer);
      const found = await command((client) => client.mget(names));
      return found.map((json) => (json === null ? undefined : keptAnswer(json)));
    },

    async journal(agent, { after = 0, until, limit }) {
      const name = keysOf(agent).journal(agent);
      const newest = until === undefined ? "+" : `${until}-0`;
      const entries = await command((client) => client.xrevrange(name, newest, `(${after}-0`, "COUNT", limit));
      return entries.map(journalEntry).reverse();
    },

    async list(type, { prefix, after, limit }) {
      const from = after !== undefined && Buffer.compare(Buffer.from(after), Buffer.from(prefix)) >= 0;
      const min = from ? `(${after}` : `[${prefix}`;
      const pages = all.map((partition) => {
        return command((client) =>
          client.zrange(partition.directory(type), min, upperBound(prefix), "BYLEX", "LIMIT", 0, limit),
        );
      });
      return (await Promise.all(pages)).flat().sort(byCodePoint).slice(0, limit);
    },

    async count(type) {
      const counts = all.map((partition) => command((client) => client.zcard(partition.directory(type))));
      return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
    },

    async began(agent) {
      const name = keysOf(agent).agent(agent);
      return Number((await command((client) => client.hget(name, "began"))) ?? 0);
    },

    async feed(number, { after, from, limit }) {
      const start = from ?? (after === undefined ? "-" : `(${after}`);
      const { feed } = keys.partition(number);
      return (await command((client) => client.xrange(feed, start, "+", "COUNT", limit))).map(feedEntry);
    },

    async feedEnd(number) {
      const { feed } = keys.partition(number);
      const [newest] = await command((client) => client.xrevrange(feed, "+", "-", "COUNT", 1));
      return newest && feedEntry(newest);
    },

    feedDepth: (number) => command((client) => client.xlen(keys.partition(number).feed)),
  };
}

function headOf(reply: [...HeadReply, ...unknown[]]): Head {
  const [version, last, at, schema, snapshotBytes, patchBytes] = reply;
  return {
    version: Number(version),
    last,
    at: Number(at),
    schema: Number(schema),
    snapshotBytes: Number(snapshotBytes),
    patchBytes: Number(patchBytes),
  };
}

function journalEntry(entry: StreamEntry): JournalEntry {
  const { m = "", c = "", i = "", t, s, p = "" } = fieldsOf(entry);
  const version = Number.parseInt(entry[0], 10);
  return { version, method: m, caller: c, callId: i, stamp: Number(t), schema: Number(s), patch: p };
}

function feedEntry(entry: StreamEntry): FeedEntry {
  const { a = "", v, m = "", i = "", t } = fieldsOf(entry);
  return { cursor: entry[0], agent: a, version: Number(v), method: m, callId: i, stamp: Number(t) };
}

/** Above every id with the prefix: no UTF-8 text holds the byte 0xff. */
function upperBound(prefix: string): Buffer | string {
  return prefix === "" ? "+" : Buffer.concat([Buffer.from(`(${prefix}`), Buffer.from([0xff])]);
}

function byCodePoint(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
