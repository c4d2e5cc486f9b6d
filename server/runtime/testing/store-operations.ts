import fc from "fast-check";
import type { Fence, Instead, Known, Store } from "../ports.ts";
import { anInstead } from "./describe-life.ts";
import { aPlan } from "./describe-schedules.ts";
import { aCommit, aFail, aLetter, aLine, aMessage, anAsk, anOk, anOpening, told } from "./samples.ts";

/** What a run of operations remembers of a store's answers, to ask sensibly for more. */
type Memory = { epoch: number; opened: Map<string, string>; known: Map<string, Known[]> };
type Operation = { name: string; run: (store: Store, memory: Memory) => Promise<unknown> };

const partition = 0;
const agents = fc.constantFrom("cart/a", "cart/b", "order/a");
// few calls, so that they sometimes clash; a call belongs to one agent
const numbers = fc.nat(15);
const calls = fc.record({ agent: agents, n: numbers }).map(({ agent, n }) => ({ agent, callId: `${agent}.${n}` }));
type Call = { agent: string; callId: string };
const small = fc.nat(4);

const fenceOf = (memory: Memory, isStale: boolean): Fence => ({ partition, epoch: memory.epoch - (isStale ? 1 : 0) });
/** Messages of before, between and after the horizons that are spoken of. */
const times = fc.constantFrom(1000, 12_000, 800_000);
const scopes = fc.constantFrom(undefined, "browser" as const);
const kinds = fc.constantFrom("destroy", "schedule", "schedule", "schedule", "unschedule");
const rarely = fc.nat(9).map((n) => n === 0);

/** Random writes and reads of one partition by owners that may be replaced, with ids that often clash. */
export const storeOperations: fc.Arbitrary<Operation[]> = fc.array(
  fc.oneof(
    fc.record({ silo: fc.constantFrom("silo-a", "silo-b"), release: fc.boolean() }).map(claim),
    fc
      .record({
        call: calls,
        stale: rarely,
        base: fc.option(small),
        events: small,
        since: times,
        attempt: fc.constantFrom(0, 0, 1),
      })
      .map(open),
    fc.record({ call: calls, stale: rarely, from: small, events: small }).map(extend),
    { arbitrary: commitOf(), weight: 4 },
    fc.record({ call: calls, stale: rarely, at: small }).map(bury),
    fc.record({ call: calls, hash: fc.constantFrom("hash-1", "hash-2") }).map(cancel),
    fc.record({ call: calls, replay: fc.boolean() }).map(unbury),
    fc.record({ call: calls, above: fc.nat(1), since: times }).map(withdraw),
    {
      arbitrary: fc.record({ call: calls, attempt: fc.integer({ min: 1, max: 2 }), stale: rarely }).map(postpone),
      weight: 2,
    },
    fc.record({ call: calls }).map(holder),
    fc.record({ recover: fc.boolean(), stale: rarely }).map(openTurns),
    { arbitrary: fc.record({ agent: agents, back: small, wrong: rarely }).map(read), weight: 3 },
    fc.record({ call: calls, at: fc.nat(50), stale: rarely }).map(park),
    fc.record({ now: fc.nat(60), stale: rarely }).map(wake),
    fc.record({ call: calls, kind: kinds, due: fc.nat(50), stale: rarely }).map(instead),
    fc.record({ now: fc.nat(60), next: fc.option(fc.nat(50)), stale: rarely }).map(tick),
    fc.record({ limit: fc.integer({ min: 1, max: 5 }), stale: rarely }).map(relay),
    fc
      .record({ horizon: fc.constantFrom(0, 1000, 1001, 10_000, 700_000), sweep: fc.boolean(), stale: rarely })
      .map(speak),
    fc.record({ agent: agents, after: small, limit: fc.integer({ min: 1, max: 5 }) }).map(list),
  ),
  { maxLength: 60, size: "max" },
);

function operation(name: string, about: object, run: Operation["run"]): Operation {
  return { name: `${name} ${JSON.stringify(about)}`, run };
}

function claim(about: { silo: string; release: boolean }) {
  return operation("claim", about, async (store, memory) => {
    if (about.release) await store.release(fenceOf(memory, false));
    const answer = await store.claim(partition, about.silo, 600_000);
    if (answer.kind === "held") return answer.by;
    memory.epoch = answer.epoch;
    return answer;
  });
}

function open(about: {
  call: Call;
  stale: boolean;
  base: number | null;
  events: number;
  since: number;
  attempt: number;
}) {
  return operation("open", about, async (store, memory) => {
    const base = about.base ?? memory.known.get(about.call.agent)?.at(-1)?.version ?? 0;
    const { agent, callId } = about.call;
    const message = aMessage({ agent, callId, since: about.since, attempt: about.attempt });
    const opening = anOpening({ agent, callId, base, message, events: eventsOf(about.events) });
    const answer = await store.open(fenceOf(memory, about.stale), opening);
    if (answer.kind === "open") memory.opened.set(agent, callId);
    return answer;
  });
}

function extend(about: { call: Call; stale: boolean; from: number; events: number }) {
  return operation("extend", about, (store, memory) => {
    const events = eventsOf(about.from + about.events).slice(about.from);
    const { agent, callId } = about.call;
    return store.extend(fenceOf(memory, about.stale), memory.opened.get(agent) ?? callId, about.from, events);
  });
}

function commitOf() {
  const ending = fc.record({
    n: numbers,
    ok: fc.boolean(),
    out: fc.nat(2),
    since: times,
    scope: scopes,
    tick: fc.nat(12),
  });
  const endings = fc.uniqueArray(ending, { selector: ({ n }) => n, minLength: 1, maxLength: 3 });
  const keep = fc.constantFrom(0, 2, "all" as const);
  return fc
    .record({
      agent: agents,
      endings,
      closes: fc.boolean(),
      stale: rarely,
      keep,
      wrongBase: rarely,
      snapshot: rarely,
      schema: fc.constantFrom(1, 1, 1, 1, 1, 1, 2),
    })
    .map((about) =>
      operation("commit", about, async (store, memory) => {
        const fence = fenceOf(memory, about.stale);
        const seen = await store.read(about.agent);
        const version = seen.kind === "snapshot" ? seen.version : 0;
        const all = about.endings.map(({ n, ok, out, since, scope, tick: generation }, i) => {
          const opened = i === 0 && about.closes ? memory.opened.get(about.agent) : undefined;
          const callId = opened ?? `${about.agent}.${n}`;
          const tick = generation > 0 && generation < 4 ? { tick: { schedule: "s1", generation } } : {};
          const sent = { since, ...(scope && { scope }), ...tick };
          return ok
            ? anOk(callId, { ...sent, out: Array.from({ length: out }, (_, n) => told(fence, `${callId}.${n}`)) })
            : aFail(callId, sent);
        });
        const { agent, schema, keep } = about;
        const snapshot = about.snapshot ? { snapshot: `{"after":"${all.at(-1)?.callId}"}` } : {};
        const base = version + (about.wrongBase ? 1 : 0);
        const answer = await store.commit(fence, { ...aCommit(base, all, { agent, schema, keep }), ...snapshot });
        await note(store, memory, agent);
        return answer;
      }),
    );
}

function bury(about: { call: Call; stale: boolean; at: number }) {
  return operation("bury", about, (store, memory) => {
    const { agent, callId } = about.call;
    return store.bury(
      fenceOf(memory, about.stale),
      aLetter({ message: aMessage({ agent, callId }), at: about.at, events: eventsOf(1) }),
      [],
    );
  });
}

function cancel(about: { call: Call; hash: string }) {
  return operation("cancel", about, (store) => store.cancel(partition, about.call.callId, about.hash));
}

function unbury(about: { call: Call; replay: boolean }) {
  return operation("unbury", about, async (store) => {
    const done = about.replay
      ? await store.replay(partition, about.call.callId, aLine(partition), 7000)
      : await store.discard(partition, about.call.callId);
    return [
      done,
      await store.deadLetters(partition, { limit: 3, after: { at: 1, callId: "cart/b.1" } }),
      await store.deadLetter(partition, about.call.callId),
      await store.countDeadLetters(partition),
    ];
  });
}

function withdraw(about: { call: Call; above: number; since: number }) {
  return operation("withdraw", about, (store) =>
    store.withdraw(aMessage({ ...about.call, since: about.since }), about.above),
  );
}

function postpone(about: { call: Call; attempt: number; stale: boolean }) {
  return operation("postpone", about, (store, memory) => {
    const { agent } = about.call;
    const callId = memory.opened.get(agent) ?? about.call.callId;
    const message = aMessage({ agent, callId, attempt: about.attempt });
    const { events: _, ...opening } = anOpening({ agent, callId, message });
    return store.postpone(fenceOf(memory, about.stale), opening);
  });
}

function holder(about: { call: Call }) {
  return operation("holder", about, (store) => store.holder(about.call.agent, about.call.callId));
}

function openTurns(about: { recover: boolean; stale: boolean }) {
  return operation("openTurns", about, (store, memory) => store.openTurns(fenceOf(memory, about.stale), about.recover));
}

function read(about: { agent: string; back: number; wrong: boolean }) {
  return operation("read", about, async (store, memory) => {
    const known = memory.known.get(about.agent)?.at(-1 - about.back);
    const answer = await store.read(about.agent, known && { ...known, ...(about.wrong && { last: "other" }) });
    await note(store, memory, about.agent);
    return answer;
  });
}

function park(about: { call: Call; at: number; stale: boolean }) {
  return operation("park", about, (store, memory) => {
    return store.park(fenceOf(memory, about.stale), aMessage({ ...about.call, at: about.at }));
  });
}

function wake(about: { now: number; stale: boolean }) {
  return operation("wake", about, (store, memory) => {
    return store.wake(fenceOf(memory, about.stale), about.now, () => aLine(partition));
  });
}

function instead(about: { call: Call; kind: string; due: number; stale: boolean }) {
  return operation("instead", about, async (store, memory) => {
    const { agent, callId } = about.call;
    const name = `s${callId.length % 2}`;
    const seen = await store.read(agent);
    const base = seen.kind === "snapshot" ? seen.version : 0;
    const all: Record<string, Instead> = {
      destroy: { kind: "destroy", stamp: about.due },
      schedule: { kind: "schedule", plan: aPlan(name, { agent }), due: about.due },
      unschedule: { kind: "unschedule", name },
    };
    const chosen = all[about.kind];
    const ending = anInstead(`${about.kind} ${callId}`);
    return [
      await store.commit(fenceOf(memory, about.stale), {
        ...aCommit(base, [ending], { agent }),
        ...(chosen && { instead: chosen }),
      }),
      await store.began(agent),
      await store.schedulesOf(agent),
    ];
  });
}

function tick(about: { now: number; next: number | null; stale: boolean }) {
  return operation("tick", about, async (store, memory) => {
    const fence = fenceOf(memory, about.stale);
    const rows = await store.schedules(partition, { limit: 3 });
    const taken = rows.map((row) => ({
      ...row,
      due: row.due > about.now ? row.due + 1 : row.due,
      ...(about.next !== null && { next: about.now + about.next }),
      ticks: [told(fence, `tick ${row.plan.agent} ${row.due}`)],
    }));
    return [rows, await store.tick(fence, taken), await store.schedules(partition, { limit: 9 })];
  });
}

function relay(about: { limit: number; stale: boolean }) {
  return operation("relay", about, async (store, memory) => {
    const entries = await store.outbox(partition, { limit: about.limit });
    const sent = await store.sent(
      fenceOf(memory, about.stale),
      entries.map(({ entryId }) => entryId),
    );
    return [entries.map(({ line, message }) => ({ line, message })), sent, await store.outboxDepth(partition)];
  });
}

function speak(about: { horizon: number; sweep: boolean; stale: boolean }) {
  return operation("speak", about, async (store, memory) => {
    const fence = fenceOf(memory, about.stale);
    const spoken = await store.speak(fence, { horizon: about.horizon });
    // how many were swept is how many were kept, of which Redis counts a call's replays one by one
    const swept = about.sweep ? await store.sweep(fence, 1_000) : 0;
    return [spoken, typeof swept, await store.horizon()];
  });
}

function list(about: { agent: string; after: number; limit: number }) {
  return operation("list", about, async (store) => {
    const { after, limit } = about;
    const feed = await store.feed(partition, { limit });
    return [
      await store.journal(about.agent, { after, limit }),
      await store.journal(about.agent, { until: after, limit }),
      await store.list("cart", { prefix: "", limit }),
      await store.count("cart"),
      feed.map(({ cursor: _, ...entry }) => entry),
      await store.answers(
        partition,
        [0, 5, 10, 15].map((n) => `${about.agent}.${n}`),
      ),
    ];
  });
}

function eventsOf(count: number) {
  return Array.from({ length: count }, (_, n) => anAsk(n));
}

async function note(store: Store, memory: Memory, agent: string): Promise<void> {
  const seen = await store.read(agent);
  if (seen.kind !== "snapshot") return;
  const { version, last, schema } = seen;
  memory.known.set(agent, [...(memory.known.get(agent) ?? []), { version, last, schema }]);
}

/** What a store answers to each operation in turn; that something was thrown counts, the wording does not. */
export async function answersOf(store: Store, operations: Operation[]): Promise<unknown[]> {
  const memory: Memory = { epoch: 1, opened: new Map(), known: new Map() };
  const answers: unknown[] = [await store.claim(partition, "silo-a", 600_000)];
  for (const { name, run } of operations) {
    const answer = await run(store, memory).catch((error: unknown) => {
      if (error instanceof Error && error.name !== "TypeError") return "threw";
      throw error;
    });
    answers.push([name, answer]);
  }
  return answers;
}
