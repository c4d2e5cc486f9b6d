import { callerName } from "./ids.ts";
import type { Entry } from "./mailbox.ts";
import type { Answer, ReplyBody } from "./message.ts";
import type { Commit, Ending, Reply } from "./ports.ts";
import type { View } from "./replica.ts";
import type { TurnEnd } from "./turn.ts";
import type { AgentType } from "./types.ts";

/** Turns of one agent that ended and wait to be committed together. */
export type Group = { entry: Entry; end: TurnEnd }[];

export const groupLimit = 128;

/** The least that patches must weigh before a snapshot is written for them. */
const snapshotFloor = 1024;

/**
 * Group commit: what one script writes for all turns of a group, and the view after it.
 * A snapshot is due on the first commit, on the first after a migration, and when the patches since the last outweigh it.
 */
export function commitOf(
  agent: string,
  type: AgentType,
  base: View,
  group: Group,
  replies: Reply[],
): { commit: Commit; after: View } {
  const schema = type.durable?.version ?? 1;
  const endings = group.map(endingOf);
  const oks = group.filter(({ end }) => end.entry);
  const last = oks.at(-1);
  const patchBytes = endings.reduce((sum, { entry }) => sum + (entry?.patch.length ?? 0), base.stored?.patchBytes ?? 0);
  const { stored } = base;
  const due =
    last && (!stored || stored.schema !== schema || patchBytes > Math.max(stored.snapshotBytes, snapshotFloor));
  const snapshot = due ? JSON.stringify(last.end.entry?.state) : undefined;
  const instead = group[0]?.end.instead;
  const commit: Commit = {
    agent,
    base: base.version,
    schema,
    endings,
    ...(snapshot !== undefined && { snapshot }),
    keep: type.durable?.keep ?? 0,
    replies,
    ...(instead && { instead }),
  };
  if (!last?.end.entry) return { commit, after: base };
  const { state } = last.end.entry;
  const version = base.version + oks.length;
  const sizes =
    snapshot === undefined
      ? { snapshotBytes: stored?.snapshotBytes ?? 0, patchBytes }
      : { snapshotBytes: snapshot.length, patchBytes: 0 };
  return {
    commit,
    after: {
      state,
      version,
      at: last.end.time,
      stored: { state, version, last: last.entry.message.callId, schema, ...sizes },
    },
  };
}

function endingOf({ entry: { message }, end }: Group[number]): Ending {
  const { callId, hash, since, scope, tick, method, caller } = message;
  const { answer, entry, out, time } = end;
  return {
    callId,
    hash,
    since,
    ...(scope && { scope }),
    ...(tick && answer.kind !== "cancelled" && { tick }),
    answer,
    ...(entry && { entry: { method, caller: callerName(caller), stamp: time, patch: entry.patch } }),
    out,
  };
}

/**
 * One publication for each channel on which somebody waits for an answer of this group; callers in this process, where a
 * channel is `local`, are told directly.
 */
export function repliesOf(
  answered: readonly { entry: Entry; answer: Answer }[],
  isLocal: (channel: string) => boolean,
): Reply[] {
  const bodies = new Map<string, ReplyBody[]>();
  for (const { entry, answer } of answered) {
    const { callId, hash } = entry.message;
    const told = new Set<string>();
    for (const waiter of entry.waiters) {
      if ("tell" in waiter || isLocal(waiter.channel) || told.has(waiter.channel)) continue;
      told.add(waiter.channel);
      const body = bodies.get(waiter.channel) ?? [];
      bodies.set(waiter.channel, body);
      body.push({ callId, hash, answer });
    }
  }
  return [...bodies].map(([to, body]) => ({ to, body: JSON.stringify(body) }));
}
