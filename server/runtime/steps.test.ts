import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { StepAnswer, TurnEvent } from "./message.ts";
import { createSteps, type Reach } from "./steps.ts";

const items = ["a", "b", "c", "d", "e"];
const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

class Crash extends Error {}

/**
 * Runs code that queries five items and asks each as soon as its query is answered, all at once. Answers come in the
 * order of `priorities`; after `writes` writes the process is gone.
 */
async function run(recorded: TurnEvent[], priorities: number[], writes: number, world: Map<string, StepAnswer>) {
  const events = [...recorded];
  const held: { priority: number; go: () => void }[] = [];
  let left = writes;
  const send = (key: string, make: () => StepAnswer) => (): Promise<StepAnswer> =>
    new Promise((resolve) => {
      const priority = priorities[held.length % priorities.length] ?? 0;
      held.push({
        priority,
        go: () => {
          const answer = world.get(key) ?? make();
          world.set(key, answer);
          resolve(answer);
        },
      });
    });
  const steps = createSteps({
    recorded,
    idOf: (n) => `call-${n}`,
    remembered: (_, id) => ({ id }),
    beforeReach: async () => {},
    write: async (added) => {
      if (left-- <= 0) throw new Crash();
      events.push(...added);
    },
    settle,
    describeCode: () => "",
  });
  const reach = (kind: Reach["kind"], to: string, hash: string, sent: Reach["send"]) =>
    steps.call({ kind, to, method: kind, hash, send: sent });
  let version = 0;
  const code = Promise.all(
    items.map(async (item) => {
      // Queries are not kept anywhere else: a repeat would read something newer.
      const seen = await reach(
        "query",
        item,
        "",
        send(`query ${item} ${recorded.length}`, () => ({ kind: "value", value: `${item}${version++}` })),
      );
      return reach("ask", item, String(seen), (id) =>
        send(`ask ${item} ${id} ${seen}`, () => ({ kind: "ok", value: `${id}:${seen}` }))(),
      );
    }),
  );
  const ended = Promise.race([code, steps.aborted]).then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
  let outcome: Awaited<typeof ended> | undefined;
  void ended.then((value) => {
    outcome = value;
  });
  while (!outcome) {
    for (let i = 0; i < 20; i++) await settle();
    held.sort((a, b) => a.priority - b.priority);
    held.shift()?.go();
  }
  return { events, outcome };
}

const stepsOf = (events: TurnEvent[]) =>
  events.flatMap((event) => (event.kind === "step" ? [`${event.n} ${event.id} ${event.to} ${event.hash}`] : []));

describe("code that queries five items and asks each at once", () => {
  it("takes the same steps with the same call ids when it is repeated with answers in another order", async () => {
    const order = fc.array(fc.nat(100), { minLength: 10, maxLength: 10 });
    await fc.assert(
      fc.asyncProperty(order, order, fc.nat(10), async (first, second, writes) => {
        const world = new Map<string, StepAnswer>();
        const crashed = await run([], first, writes, world);
        const repeated = await run(crashed.events, second, Number.POSITIVE_INFINITY, world);
        expect(repeated.outcome).not.toHaveProperty("error");
        expect(stepsOf(repeated.events).slice(0, stepsOf(crashed.events).length)).toEqual(stepsOf(crashed.events));
        expect(stepsOf(repeated.events)).toHaveLength(items.length);
        const again = await run(repeated.events, first, Number.POSITIVE_INFINITY, world);
        expect(again.outcome).toEqual(repeated.outcome);
      }),
      { numRuns: 40 },
    );
  });
});

describe("a step that was called", () => {
  const bare = (recorded: TurnEvent[] = [], write: (events: TurnEvent[]) => Promise<void> = async () => {}) =>
    createSteps({
      recorded,
      idOf: (n) => `call-${n}`,
      remembered: (_, id) => ({ id }),
      beforeReach: async () => {},
      write,
      settle,
      describeCode: () => "code version 2, recorded by 1",
    });
  const ask = {
    kind: "ask",
    to: "counter/a",
    method: "add",
    hash: "h",
    send: async (): Promise<StepAnswer> => ({ kind: "ok" }),
  } as const;

  it("is settled before the turn may end", async () => {
    const steps = bare();
    const answer = Promise.withResolvers<StepAnswer>();
    void steps.call({ ...ask, send: () => answer.promise });
    let settled = false;
    const settling = steps.settled().then(() => {
      settled = true;
    });
    for (let i = 0; i < 5; i++) await settle();
    expect(settled).toBe(false);
    answer.resolve({ kind: "ok" });
    await settling;
  });

  it("is refused once the attempt has ended, and so is a tell", async () => {
    const steps = bare();
    steps.end(true);
    await expect(steps.call(ask)).rejects.toThrow("context is dead");
    expect(() => steps.number()).toThrow("context is dead");
  });

  it("is waited for by a repeat whose code is busy with something that is no step", async () => {
    const step = (n: number): TurnEvent[] => [
      { kind: "step", n, id: `call-${n}`, step: "ask", to: "counter/a", method: "add", hash: "h" },
      { kind: "answer", n, answer: { kind: "ok", value: n } },
    ];
    const steps = bare([...step(0), ...step(1)]);
    steps.aborted.catch(() => {});
    const first = await steps.call(ask);
    for (let i = 0; i < 5; i++) await settle();
    const second = await Promise.race([steps.call(ask), steps.aborted]);
    expect([first, second]).toEqual([
      { ok: true, value: 0 },
      { ok: true, value: 1 },
    ]);
    steps.end(true);
  });

  it("hands out an answer that nobody can change", async () => {
    const recorded: StepAnswer = { kind: "ok", value: { items: [1] } };
    const steps = bare([
      { kind: "step", n: 0, id: "call-0", step: "ask", to: "counter/a", method: "add", hash: "h" },
      { kind: "answer", n: 0, answer: recorded },
    ]);
    const answer = (await steps.call(ask)) as { value: { items: number[] } };
    expect(() => answer.value.items.push(2)).toThrow(TypeError);
  });

  it("and was withdrawn begins its turn anew, if it is the turn's only one", async () => {
    const steps = bare();
    void steps.call({ ...ask, send: async () => ({ kind: "withdrawn", above: 1 }) });
    await expect(steps.aborted).rejects.toMatchObject({ name: "Withdrawn", callId: "call-0", above: 1 });
  });

  it("and was withdrawn is a circle to a turn that has taken another step, and to its repeat", async () => {
    const written: TurnEvent[] = [];
    const withdrawn = { ...ask, send: async (): Promise<StepAnswer> => ({ kind: "withdrawn", above: 0 }) };
    const steps = bare([], async (events) => void written.push(...events));
    await steps.call(ask);
    await expect(steps.call(withdrawn)).rejects.toMatchObject({ name: "StepFault", code: "cycle" });
    const repeat = bare(written);
    await repeat.call(ask);
    await expect(repeat.call(ask)).rejects.toMatchObject({ name: "StepFault", code: "cycle" });
  });

  it("must be taken again by a repeat", () => {
    const steps = bare([{ kind: "step", n: 0, id: "call-0", step: "ask", to: "counter/a", method: "add", hash: "h" }]);
    expect(() => steps.end(true)).toThrow(
      "step 0 was not taken; the record says ask counter/a.add (code version 2, recorded by 1)",
    );
  });

  it("hands a query's error over again to a repeat, though the query would answer now", async () => {
    const recorded: TurnEvent[] = [
      { kind: "query", n: 0, to: "counter/a", method: "getTotal", hash: "q", value: undefined, error: "not now" },
      { kind: "step", n: 1, id: "call-1", step: "ask", to: "counter/a", method: "add", hash: "h" },
    ];
    const steps = bare(recorded);
    const query = { kind: "query", to: "counter/a", method: "getTotal", hash: "q" } as const;
    const asked = steps.call({ ...query, send: async () => ({ kind: "value", value: 1 }) });
    await expect(asked).rejects.toThrow("not now");
    await expect(steps.call(ask)).resolves.toEqual({ ok: true });
    steps.end(true);
  });

  it("that is a query which throws is written down with the next step", async () => {
    const written: TurnEvent[] = [];
    const steps = createSteps({
      recorded: [],
      idOf: (n) => `call-${n}`,
      remembered: (_, id) => ({ id }),
      beforeReach: async () => {},
      write: async (events) => void written.push(...events),
      settle,
      describeCode: () => "",
    });
    const failing = { kind: "query", to: "counter/a", method: "getTotal", hash: "q" } as const;
    const asked = steps.call({ ...failing, send: () => Promise.reject(new Error("not now")) });
    await expect(asked).rejects.toThrow("not now");
    await steps.call(ask);
    expect(written[0]).toMatchObject({ kind: "query", n: 0, error: "not now" });
  });
});
