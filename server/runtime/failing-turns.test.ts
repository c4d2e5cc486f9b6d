import { describe, expect, it } from "vitest";
import { z } from "zod";
import { agent } from "./agent.ts";
import { contract } from "./contract.ts";
import { reached } from "./door.ts";
import { Fault, type FaultCode } from "./faults.ts";
import { Unavailable } from "./ports.ts";
import { counter, createCounter, createLedger, ledger } from "./testing/counter.ts";
import { testCluster } from "./testing/test-cluster.ts";
import type { AnyAgent } from "./types.ts";

const me = { kind: "shopper", id: "s1" } as const;

async function start(agents: () => AnyAgent[] = () => [createCounter(new Map()), createLedger()]) {
  const world = testCluster(agents);
  const silo = await world.silo();
  const door = await world.door({ name: "door" });
  const fault = async (answer: Promise<unknown>): Promise<FaultCode | undefined> => {
    try {
      await world.run(answer);
      return undefined;
    } catch (error) {
      if (error instanceof Fault) return error.code;
      throw error;
    }
  };
  return { world, silo, door, as: door.runtime.as(me), fault };
}

describe("what the author's code throws", () => {
  it("is tried again after a delay, holding only its own agent", async () => {
    const breakages = new Map<string, number>();
    const { world, as } = await start(() => [createCounter(breakages), createLedger()]);
    const began = world.clock.monotonic();
    const broken = as.ask(counter, "c").breakDown({ times: 2 });
    const behind = as.ask(counter, "c").add({ by: 1 });
    await world.run(as.ask(counter, "neighbour").add({ by: 1 }));
    expect(world.clock.monotonic() - began).toBeLessThan(85);
    expect(await world.run(broken)).toEqual({ ok: true });
    expect(await world.run(behind)).toEqual({ ok: true, value: 2 });
    expect(breakages.get("c")).toBe(2);
    expect(world.clock.monotonic() - began).toBeGreaterThan(300);
  });

  it("becomes a dead letter after three attempts, and the agent goes on", async () => {
    const { world, as, fault, door } = await start();
    expect(await fault(as.ask(counter, "c").breakDown({ times: 99 }))).toBe("dead_lettered");
    expect(await world.run(as.ask(counter, "c").add({ by: 1 }))).toEqual({ ok: true, value: 1 });
    const { letters } = await world.run(door.runtime.deadLetters());
    expect(letters).toMatchObject([
      { reason: "failed", error: "broken for the 3. time", message: { agent: "counter/c", method: "breakDown" } },
    ]);
  });

  it("is answered from its dead letter when the same key comes again", async () => {
    const { as, fault } = await start();
    expect(await fault(as.ask(counter, "c", { key: "k" }).breakDown({ times: 99 }))).toBe("dead_lettered");
    expect(await fault(as.ask(counter, "c", { key: "k" }).breakDown({ times: 99 }))).toBe("dead_lettered");
  });
});

describe("each attempt", () => {
  const taker = contract("taker", {
    queries: {},
    commands: { take: { input: z.object({ items: z.array(z.int()) }), returns: z.array(z.int()) } },
  });
  it("gets the input as it was sent, whatever the one before did to it", async () => {
    let attempts = 0;
    const createTaker = () =>
      agent(taker, {
        state: z.object({}),
        initial: () => ({}),
        queries: {},
        commands: {
          take({ input, ok }) {
            const seen = [...input.items];
            input.items.pop();
            if (++attempts < 3) throw new Error("once more");
            return ok(seen);
          },
        },
      });
    const { world, as } = await start(() => [createTaker()]);
    expect(await world.run(as.ask(taker, "t").take({ items: [1, 2] }))).toEqual({ ok: true, value: [1, 2] });
  });

  it("may let go of a step that fails after it has ended: no rejection is left unheard", async () => {
    const outer = contract("outer", { queries: {}, commands: { go: {} } });
    const createOuter = () =>
      agent(outer, {
        state: z.object({}),
        initial: () => ({}),
        queries: {},
        commands: {
          async go({ ctx, ok }) {
            const forgotten = ctx.ask(counter, "a").breakDown({ times: 99 });
            await ctx.ask(counter, "b").breakDown({ times: 99 });
            await forgotten;
            return ok();
          },
        },
      });
    const unheard: unknown[] = [];
    const listen = (error: unknown) => unheard.push(error);
    process.on("unhandledRejection", listen);
    const { world, as, fault } = await start(() => [createCounter(new Map()), createOuter()]);
    expect(await fault(as.ask(outer, "o").go())).toBe("dead_lettered");
    await world.clock.advance(1000);
    process.off("unhandledRejection", listen);
    expect(unheard).toEqual([]);
  });
});

describe("a dead letter", () => {
  it("runs under its call id when it is replayed after the cause is gone, and discards for good", async () => {
    const breakages = new Map<string, number>();
    const { world, as, fault, door } = await start(() => [createCounter(breakages), createLedger()]);
    await fault(as.ask(counter, "c", { key: "k" }).breakDown({ times: 3 }));
    await fault(as.ask(counter, "d").breakDown({ times: 99 }));
    const { letters } = await world.run(door.runtime.deadLetters({ limit: 10 }));
    for (const { message } of letters) {
      const done = message.agent === "counter/c" ? door.runtime.replay(message) : door.runtime.discard(message);
      expect(await world.run(done)).toBe(true);
    }
    await world.clock.advance(3000);
    expect(await world.run(as.ask(counter, "c", { key: "k" }).breakDown({ times: 3 }))).toEqual({ ok: true });
    expect(await world.run(as.query(counter, "c").getTotal())).toBe(1);
    expect((await world.run(door.runtime.deadLetters())).letters).toEqual([]);
  });

  it("says how its call has ended: nothing while it waits to run again, then the answer or the next failure", async () => {
    const breakages = new Map<string, number>();
    const { world, fault, door, silo, as } = await start(() => [createCounter(breakages), createLedger()]);
    await fault(as.ask(counter, "c").breakDown({ times: 6 }));
    const letter = (await world.run(door.runtime.deadLetters())).letters[0]?.message ?? { agent: "", callId: "" };
    const outcome = () => world.run(door.runtime.outcome(letter));
    const isReplaying = () => world.run(door.runtime.isReplaying(letter));
    expect(await outcome()).toEqual({ kind: "dead_lettered", error: "broken for the 3. time" });
    expect(await isReplaying()).toBe(false);
    await world.run(silo.runtime.drainSilo());
    expect(await world.run(door.runtime.replay(letter))).toBe(true);
    expect(await outcome()).toBeUndefined();
    expect(await isReplaying()).toBe(true);
    await world.silo();
    await world.clock.advance(60_000);
    expect(await outcome()).toEqual({ kind: "dead_lettered", error: "broken for the 6. time" });
    expect(await isReplaying()).toBe(false);
    expect(await world.run(door.runtime.replay(letter))).toBe(true);
    await world.clock.advance(3000);
    expect(await outcome()).toEqual({ kind: "ok" });
  });

  it("comes in the order of time, whatever partitions they are in", async () => {
    const { world, as, fault, door } = await start();
    const ids = ["a", "b", "c", "d", "e"];
    for (const id of ids) await fault(as.ask(counter, id).breakDown({ times: 99 }));
    const seen: string[] = [];
    let page = await world.run(door.runtime.deadLetters({ limit: 2 }));
    while (page.cursor) {
      seen.push(...page.letters.map(({ message }) => message.agent));
      page = await world.run(door.runtime.deadLetters({ limit: 2, cursor: page.cursor }));
    }
    expect(seen).toEqual(ids.map((id) => `counter/${id}`));
    expect(await world.run(door.runtime.countDeadLetters())).toBe(5);
  });

  it("does not repeat the asks that its old turn had finished", async () => {
    let broken = true;
    const wrapper = contract("wrapper", { queries: {}, commands: { go: {} } });
    const createWrapper = () =>
      agent(wrapper, {
        state: z.object({}),
        initial: () => ({}),
        queries: {},
        commands: {
          async go({ ctx, ok }) {
            await ctx.ask(counter, "asked").add({ by: 5 });
            if (broken) throw new Error("not today");
            await ctx.ask(counter, "later").add({ by: 1 });
            return ok();
          },
        },
      });
    const { world, as, fault, door } = await start(() => [createCounter(), createWrapper()]);
    expect(await fault(as.ask(wrapper, "w").go())).toBe("dead_lettered");
    broken = false;
    const { letters } = await world.run(door.runtime.deadLetters());
    for (const { message } of letters) await world.run(door.runtime.replay(message));
    await world.clock.advance(3000);
    expect(await world.run(as.query(counter, "asked").getTotal())).toBe(5);
    expect(await world.run(as.query(counter, "later").getTotal())).toBe(1);
  });

  it("is what a caller's step ends with, at once and without another attempt", async () => {
    let attempts = 0;
    const outer = contract("outer", { queries: {}, commands: { go: {} } });
    const createOuter = () =>
      agent(outer, {
        state: z.object({}),
        initial: () => ({}),
        queries: {},
        commands: {
          async go({ ctx, ok }) {
            attempts++;
            await ctx.ask(counter, "c").breakDown({ times: 99 });
            return ok();
          },
        },
      });
    const { world, as, fault, door } = await start(() => [createCounter(new Map()), createOuter()]);
    expect(await fault(as.ask(outer, "o").go())).toBe("dead_lettered");
    expect(attempts).toBe(1);
    expect((await world.run(door.runtime.deadLetters({ limit: 10 }))).letters.map(({ reason }) => reason)).toContain(
      "dead_lettered",
    );
  });
});

describe("a call that cannot be", () => {
  it("into its own chain is refused with the cycle, at once and without another attempt", async () => {
    const { world, as, fault, door, silo } = await start();
    expect(await fault(as.ask(ledger, "l").askMyself())).toBe("dead_lettered");
    const { letters } = await world.run(door.runtime.deadLetters());
    expect(letters[0]).toMatchObject({ reason: "cycle", error: expect.stringContaining("ledger/l → ledger/l") });
    expect(silo.log.filter((line) => line.includes("will be tried again"))).toEqual([]);
  });

  it("to an agent that this release does not have ends the turn that asked, and its agent goes on", async () => {
    const missing = contract("missing", { queries: {}, commands: { go: {} } });
    const outer = contract("outer", { queries: {}, commands: { askMissing: {}, go: {} } });
    const createOuter = () =>
      agent(outer, {
        state: z.object({}),
        initial: () => ({}),
        queries: {},
        commands: {
          async askMissing({ ctx, ok }) {
            await ctx.ask(missing, "m").go();
            return ok();
          },
          go: ({ ok }) => ok(),
        },
      });
    const { world, as, fault } = await start(() => [createOuter()]);
    expect(await fault(as.ask(outer, "o").askMissing())).toBe("dead_lettered");
    expect(await world.run(as.ask(outer, "o").go())).toEqual({ ok: true });
  });

  it("with a key of another input is key_reused, also by two processes at once", async () => {
    const { world, as, fault } = await start();
    const other = (await world.door()).runtime.as(me);
    const answers = await Promise.all([
      fault(as.ask(counter, "c", { key: "k" }).add({ by: 1 })),
      fault(other.ask(counter, "c", { key: "k" }).add({ by: 2 })),
    ]);
    expect(answers.sort()).toEqual(["key_reused", undefined]);
    expect(await fault(as.ask(counter, "c", { key: "k" }).add({ by: 3 }))).toBe("key_reused");
    expect([1, 2]).toContain(await world.run(as.query(counter, "c").getTotal()));
  });

  it("with the id of another, as copied machines may make it, is key_reused: nobody is given a stranger's answer", async () => {
    const { world, as, fault } = await start();
    const repeating = await world.door({ name: "copy", freshId: () => "1b4e28ba-2fa1-4d14-883f-0016d3cca427" });
    const copy = repeating.runtime.as(me);
    expect(await fault(copy.ask(counter, "c").add({ by: 1 }))).toBeUndefined();
    await world.clock.advance(1);
    expect(await fault(copy.ask(counter, "c").add({ by: 1 }))).toBe("key_reused");
    expect(await world.run(as.query(counter, "c").getTotal())).toBe(1);
  });

  it.each(["", " that hosts the agent"])(
    "with a key of another input is key_reused, and not the other, by one process%s at once",
    async (hosting) => {
      const { world, silo, door, fault } = await start();
      const as = (hosting ? silo : door).runtime.as(me);
      const first = as.ask(counter, "c", { key: "k" }).add({ by: 1 });
      const second = fault(as.ask(counter, "c", { key: "k" }).add({ by: 2 }));
      expect(await world.run(first)).toEqual({ ok: true, value: 1 });
      expect(await second).toBe("key_reused");
    },
  );

  it("with an input that the contract does not allow changes nothing", async () => {
    const { as } = await start();
    await expect(as.ask(counter, "c").add({ by: 1.5 })).rejects.toThrow("counter.add: by");
    expect(() => as.ask(counter, "a/b")).toThrow("is not a valid id");
  });
});

describe("a command that is cancelled", () => {
  it("before it arrives never runs", async () => {
    const { world, as, fault, door } = await start();
    const callId = "door-0";
    expect(await world.run(door.runtime.cancel(counter, "c", callId))).toBe("cancelled");
    expect(await fault(as.ask(counter, "c").add({ by: 1 }))).toBe("cancelled");
    expect(await world.run(as.query(counter, "c").getTotal())).toBe(0);
  });

  it("after it was answered keeps its answer", async () => {
    const { world, as, door } = await start();
    await world.run(as.ask(counter, "c").add({ by: 1 }));
    expect(await world.run(door.runtime.cancel(counter, "c", "door-0"))).toBe("answered");
  });
});

describe("a deadline", () => {
  it("that passes before the turn begins leaves no trace", async () => {
    const world = testCluster(() => [createCounter(), createLedger()]);
    const door = await world.door();
    const late = door.runtime
      .as(me)
      .ask(counter, "c", { deadline: new Date(world.clock.now() + 1000) })
      .add({ by: 1 });
    const failed = late.catch((error: Fault) => error.code);
    await world.clock.advance(1500);
    expect(await failed).toBe("deadline_exceeded");
    await world.silo();
    await world.clock.advance(1000);
    expect(await world.run(door.runtime.as(me).query(counter, "c").getTotal())).toBe(0);
  });
});

describe("overload", () => {
  it("is said at the door, with a time to come back, and nothing is sent", async () => {
    const world = testCluster(() => [createCounter(), createLedger()]);
    const door = await world.door({ bounds: { blind: 10 } });
    const as = door.runtime.as(me);
    const accepted = Array.from({ length: 10 }, () => as.ask(counter, "c").add({ by: 1 }));
    const refused = await as
      .ask(counter, "c")
      .add({ by: 1 })
      .catch((error: Fault) => error);
    expect(refused).toMatchObject({ code: "overloaded", retryAfter: 1 });
    await world.silo();
    await world.run(Promise.all(accepted));
    expect(await world.run(as.ask(counter, "c").add({ by: 1 }))).toEqual({ ok: true, value: 11 });
  });
});

describe("a process that waits for as many answers as it may", () => {
  it("says so, takes no further command of any agent, and takes them again once it is answered", async () => {
    const world = testCluster(() => [createCounter(), createLedger()]);
    const silo = await world.silo();
    const door = await world.door({ bounds: { own: 10 } });
    const as = door.runtime.as(me);
    const asks = Array.from({ length: 15 }, (_, i) => as.ask(counter, `c${i}`).add({ by: 1 }));
    expect(door.runtime.isFull).toBe(true);
    const outcomes = Promise.all(asks.map((asked) => asked.then(() => "ok").catch((error: Fault) => error.code)));
    const ended = await world.run(outcomes);
    expect(ended).toEqual([...Array(10).fill("ok"), ...Array(5).fill("overloaded")]);
    expect(door.runtime.isFull).toBe(false);
    expect(silo.runtime.isFull).toBe(false);
    expect(await world.run(as.ask(counter, "c14").add({ by: 1 }))).toEqual({ ok: true, value: 1 });
  });
});

describe("while the queue takes nothing", () => {
  it("no more tells are gathered than the bound, and the rest is refused at once", async () => {
    const world = testCluster(() => [createCounter()]);
    const queues = { ...world.ports.queues, add: () => new Promise<void>(() => {}) };
    const door = await world.door({ bounds: { blind: 10 }, ports: { ...world.ports, queues } });
    const tells = Array.from({ length: 30 }, () => door.runtime.as(me).tell(counter, "c").add({ by: 1 }));
    const codes = tells.map((tell) => tell.catch((error: Fault) => error.code));
    const outcomes = await world.run(Promise.all(codes));
    expect(outcomes.filter((code) => code === "overloaded")).toHaveLength(20);
    expect(outcomes.filter((code) => code === "unavailable")).toHaveLength(10);
  });
});

describe("a server that is away", () => {
  it("is a fault to whoever reads, and no word of the inside", async () => {
    const away = reached(Promise.reject(new Unavailable("ECONNREFUSED somewhere")));
    await expect(away).rejects.toMatchObject({ name: "Fault", code: "unavailable", retryAfter: 2 });
    await expect(away).rejects.not.toThrow("ECONNREFUSED");
  });
});
