import { describe, expect, it } from "vitest";
import { z } from "zod";
import { agent } from "./agent.ts";
import { contract } from "./contract.ts";
import { InvalidInput } from "./faults.ts";
import { counter, createCounter, createLedger, ledger } from "./testing/counter.ts";
import type { PortCall } from "./testing/simulated-process.ts";
import { type MemberOptions, sentCalls, testCluster } from "./testing/test-cluster.ts";

const me = { kind: "staff", id: "eve" } as const;

const note = contract("note", {
  queries: { getText: { returns: z.string() } },
  commands: { write: { input: z.string() } },
});
const createNote = (history: "all" | "tail") =>
  agent(note, {
    state: z.object({ text: z.string(), padding: z.string() }),
    initial: () => ({ text: "", padding: "" }),
    history,
    queries: { getText: ({ state }) => state.text },
    commands: {
      write({ draft, input, ok }) {
        draft.text = input;
        // so that each is a snapshot, below which a tail keeps nothing
        draft.padding = input.repeat(2000);
        return ok();
      },
    },
  });

async function start(history: "all" | "tail" = "all", options: MemberOptions = {}) {
  const world = testCluster(() => [createCounter(), createLedger(), createNote(history)]);
  const silo = await world.silo(options);
  const { runtime } = await world.door();
  const as = runtime.as(me);
  const write = async (id: string, ...texts: string[]) => {
    for (const text of texts) await world.run(as.ask(note, id).write(text));
  };
  const text = (id: string) => world.run(as.query(note, id).getText());
  const methods = async (id: string) =>
    (await world.run(runtime.history(note, id))).entries.map(({ version, method }) => [version, method]);
  return { world, silo, runtime, as, life: runtime.lifeAs(me), write, text, methods };
}

describe("a destroyed agent", () => {
  it("is not listed, counted or remembered, and the next of its id begins above it", async () => {
    const { world, runtime, life, write, text, methods } = await start();
    await write("n", "one", "two");
    expect(await world.run(life.destroy(note, "n"))).toBe(true);
    expect(await text("n")).toBe("");
    expect(await world.run(runtime.list(note))).toEqual({ ids: [] });
    expect(await world.run(runtime.count(note))).toBe(0);
    expect(await methods("n")).toEqual([]);
    await write("n", "three", "four");
    expect(await text("n")).toBe("four");
    expect(await methods("n")).toEqual([
      [5, "write"],
      [4, "write"],
    ]);
    expect(await world.run(life.destroy(note, "never"))).toBe(false);
  });

  it("is not mistaken for the next of its id at the same number of commits, by whoever has read it", async () => {
    const { world, life, write, text, runtime } = await start();
    await write("n", "one", "two");
    expect(await text("n")).toBe("two");
    await world.run(life.destroy(note, "n"));
    await write("n", "three", "four");
    expect(await text("n")).toBe("four");
    const { entries } = await world.run(runtime.history(note, "n"));
    expect(entries.map(({ state }) => (state as { text: string }).text)).toEqual(["four", "three"]);
  });

  it("keeps its answers: a key that it has answered runs nothing on the next one, its own destroy among them", async () => {
    const { world, as, life } = await start();
    const add = () => world.run(as.ask(counter, "c", { key: "add" }).add({ by: 5 }));
    const destroy = () => world.run(life.destroy(counter, "c", { key: "destroy" }));
    expect(await add()).toEqual({ ok: true, value: 5 });
    expect(await destroy()).toBe(true);
    await world.run(as.ask(counter, "c").add({ by: 1 }));
    expect(await add()).toEqual({ ok: true, value: 5 });
    expect(await destroy()).toBe(true);
    expect(await world.run(as.query(counter, "c").getTotal())).toBe(1);
  });

  it("waits its turn among commands that were sent before and after it", async () => {
    const { world, as, life } = await start();
    const adds = [1, 2, 3].map((by) => as.ask(counter, "c").add({ by }));
    const gone = life.destroy(counter, "c");
    const later = [10, 20].map((by) => as.ask(counter, "c").add({ by }));
    const values = await world.run(Promise.all([...adds, gone, ...later]));
    expect(values.map((value) => (typeof value === "object" ? "value" in value && value.value : value))).toEqual([
      1,
      3,
      6,
      true,
      10,
      30,
    ]);
  });

  it("is destroyed once though its silo dies at any call, and the one after it stays", async () => {
    for (const when of ["sent", "done"] as const) {
      let n = 0;
      for (let struck = true; struck; n++) {
        let seen = 0;
        let armed = false;
        struck = false;
        const world = testCluster(() => [createCounter()]);
        const onCall = (call: PortCall, process: { kill(): void }) => {
          const isOfTurn = ["read", "answers", "commit", "finish", "publish"].includes(call.name);
          if (!armed || call.when !== when || !isOfTurn || seen++ !== n) return;
          struck = true;
          process.kill();
        };
        await world.silo({ onCall });
        const { runtime } = await world.door();
        const as = runtime.as(me);
        await world.run(as.ask(counter, "c").add({ by: 5 }));
        armed = true;
        const all = [
          as.ask(counter, "c").add({ by: 6 }),
          runtime.lifeAs(me).destroy(counter, "c", { key: "d" }),
          as.ask(counter, "c").add({ by: 7 }),
        ];
        const settled = Promise.all(all);
        settled.catch(() => {});
        await world.clock.advance(2500);
        armed = false;
        if (struck) await world.silo();
        expect(await world.run(settled)).toEqual([{ ok: true, value: 11 }, true, { ok: true, value: 7 }]);
        expect(await world.run(as.query(counter, "c").getTotal()), `${when} ${n}`).toBe(7);
      }
      expect(n).toBeGreaterThan(3);
    }
  });

  it("stays when the one who wakes up to destroy it was replaced", async () => {
    const world = testCluster(() => [createCounter()]);
    let paused = false;
    const old = await world.silo({
      onCall(call, process) {
        if (call.name !== "commit" || call.when !== "sent" || !JSON.stringify(call.args).includes("destroy")) return;
        if (!paused) process.pause();
        paused = true;
      },
      patience: 60_000,
    });
    const { runtime } = await world.door({ patience: 60_000 });
    const as = runtime.as(me);
    await world.run(as.ask(counter, "c").add({ by: 5 }));
    const gone = runtime.lifeAs(me).destroy(counter, "c");
    await world.clock.advance(3000);
    await world.silo();
    expect(await world.run(gone)).toBe(true);
    await world.run(as.ask(counter, "c").add({ by: 1 }));
    old.process.goOn();
    await world.clock.advance(5000);
    expect(await world.run(as.query(counter, "c").getTotal())).toBe(1);
    expect(paused).toBe(true);
  });
});

describe("revert", () => {
  it("goes forward to an earlier state, again and again, and stands in the journal", async () => {
    const { world, life, write, text, methods } = await start();
    await write("n", "one", "two", "three");
    expect(await world.run(life.revert(note, "n", 1))).toEqual({ ok: true, value: undefined });
    expect(await text("n")).toBe("one");
    expect(await world.run(life.revert(note, "n", 3))).toMatchObject({ ok: true });
    expect(await text("n")).toBe("three");
    expect(await methods("n")).toEqual([
      [5, "$revert"],
      [4, "$revert"],
      [3, "write"],
      [2, "write"],
      [1, "write"],
    ]);
  });

  it("is refused for versions that there are not, were not, or are trimmed", async () => {
    const { world, life, write, text } = await start("tail");
    expect(await world.run(life.revert(note, "n", 1))).toEqual({ ok: false, error: { code: "not_found" } });
    await write("n", "one", "two", "three");
    const codes = async (version: number) => {
      const done = await world.run(life.revert(note, "n", version));
      return done.ok || done.error.code;
    };
    expect(await codes(0)).toBe("version_unknown");
    expect(await codes(4)).toBe("version_unknown");
    expect(await codes(1)).toBe("version_trimmed");
    expect(await text("n")).toBe("three");
    expect(await codes(3)).toBe(true);
    await expect(life.revert(note, "n", 1.5)).rejects.toThrow(InvalidInput);
  });

  it("reaches back over patches of a tail down to its snapshot", async () => {
    const { world, as, life } = await start();
    for (const by of [1, 2, 3]) await world.run(as.ask(counter, "c").add({ by }));
    expect(await world.run(life.revert(counter, "c", 2))).toMatchObject({ ok: true });
    expect(await world.run(as.query(counter, "c").getTotal())).toBe(3);
    expect(await world.run(as.ask(counter, "c").add({ by: 1 }))).toEqual({ ok: true, value: 4 });
  });

  it("counts the versions of the agent's own life", async () => {
    const { world, life, write, text } = await start();
    await write("n", "one", "two");
    await world.run(life.destroy(note, "n"));
    await write("n", "three", "four");
    const unknown = { ok: false, error: { code: "version_unknown" } };
    for (const version of [1, 2, 3]) expect(await world.run(life.revert(note, "n", version))).toEqual(unknown);
    expect(await world.run(life.revert(note, "n", 4))).toMatchObject({ ok: true });
    expect(await text("n")).toBe("three");
  });

  it("under one key is done once", async () => {
    const { world, life, write, text } = await start();
    await write("n", "one", "two");
    await world.run(life.revert(note, "n", 1, { key: "k" }));
    await write("n", "three");
    await world.run(life.revert(note, "n", 1, { key: "k" }));
    expect(await text("n")).toBe("three");
    await expect(world.run(life.revert(note, "n", 2, { key: "k" }))).rejects.toMatchObject({ code: "key_reused" });
  });
});

describe("fork", () => {
  it("begins a new agent with the state of another, and the two go their own ways", async () => {
    const { world, life, runtime, write, text, methods } = await start();
    await write("n", "one", "two");
    expect(await world.run(life.fork(note, "n", "copy"))).toEqual({ ok: true, value: undefined });
    await write("n", "three");
    expect([await text("n"), await text("copy")]).toEqual(["three", "two"]);
    expect(await methods("copy")).toEqual([[1, "$fork"]]);
    expect(await world.run(runtime.list(note))).toEqual({ ids: ["copy", "n"] });
    expect(await world.run(life.revert(note, "copy", 1))).toMatchObject({ ok: true });
  });

  it("is refused where the target is there or the source is not", async () => {
    const { world, life, write, text } = await start();
    expect(await world.run(life.fork(note, "n", "copy"))).toEqual({ ok: false, error: { code: "not_found" } });
    await write("n", "one");
    await write("copy", "mine");
    expect(await world.run(life.fork(note, "n", "copy"))).toEqual({ ok: false, error: { code: "already_exists" } });
    expect(await text("copy")).toBe("mine");
  });

  it("of two at once one is done", async () => {
    const { world, life, write, text } = await start();
    await write("a", "of a");
    await write("b", "of b");
    const both = await world.run(Promise.all([life.fork(note, "a", "copy"), life.fork(note, "b", "copy")]));
    expect(both).toEqual([
      { ok: true, value: undefined },
      { ok: false, error: { code: "already_exists" } },
    ]);
    expect(await text("copy")).toBe("of a");
  });
});

it("an agent of a partition in which one was destroyed reaches out in its first turn as any other", async () => {
  const { world, as, life } = await start();
  const ids = Array.from({ length: 8 }, (_, i) => `l${i}`);
  for (const id of ids) await world.run(as.ask(ledger, id).collect({ from: ["a"], by: 1 }));
  for (const id of ids) await world.run(life.destroy(ledger, id));
  const all = ids.flatMap((id) => [1, 2].map(() => as.ask(ledger, id).collect({ from: ["a"], by: 1 })));
  expect(await world.run(Promise.all(all))).toHaveLength(16);
  expect(await world.run(as.query(counter, "a").getTotal())).toBe(24);
  for (const id of ids) expect(await world.run(as.query(ledger, id).getEntries())).toHaveLength(2);
});

it("a contract has no method that begins as the runtime's own", () => {
  expect(() => contract("bad", { queries: {}, commands: { $destroy: {} } })).toThrow("begins as the runtime's own");
});

it("an agent without a state has no life", async () => {
  const { runtime } = await start();
  const nothing = contract("nothing", { queries: {}, commands: {} });
  await expect(runtime.lifeAs(me).destroy(nothing, "n")).rejects.toThrow("has no state");
});

it("an agent of such a partition is not read again after its first commit", async () => {
  const { world, as, life, silo } = await start();
  const ids = Array.from({ length: 8 }, (_, i) => `old${i}`);
  for (const id of ids) await world.run(as.ask(counter, id).touch());
  for (const id of ids) await world.run(as.ask(ledger, id).effect({ name: "before" }));
  for (const id of ids) await world.run(life.destroy(counter, id));
  for (let n = 1; n <= 3; n++)
    expect(await world.run(as.ask(counter, "new").add({ by: 1 }))).toMatchObject({ value: n });
  expect(sentCalls(silo, "read", "counter/new")).toHaveLength(1);
  expect(sentCalls(silo, "commit", "counter/new")).toHaveLength(3);
  for (const id of ids) await world.run(life.destroy(ledger, id));
  await world.run(as.ask(ledger, "new").effect({ name: "first" }));
  await world.run(as.ask(ledger, "new").effect({ name: "second" }));
  expect(sentCalls(silo, "open", "ledger/new")).toHaveLength(2);
});
