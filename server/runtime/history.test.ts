import { expect, onTestFinished, test } from "vitest";
import { z } from "zod";
import { agent } from "./agent.ts";
import { contract } from "./contract.ts";
import { createRuntime } from "./create-runtime.ts";
import { createMemoryWorld } from "./memory/memory-ports.ts";
import { createVirtualClock } from "./memory/virtual-clock.ts";
import type { AnyAgent } from "./types.ts";

const stock = contract("stock", { queries: {}, commands: { add: { input: z.int() }, fill: { input: z.string() } } });
const State = z.object({ total: z.int(), note: z.string() });

const createStock = (history: "all" | "tail") =>
  agent(stock, {
    state: State,
    initial: () => ({ total: 0, note: "" }),
    history,
    queries: {},
    commands: {
      add({ draft, input, ok }) {
        draft.total += input;
        return ok();
      },
      fill({ draft, input, ok }) {
        draft.note = input;
        return ok();
      },
    },
  });

/** The code after a release: what was `total` is called `pieces`. */
const createNewerStock = () =>
  agent(stock, {
    state: z.object({ pieces: z.int(), note: z.string() }),
    initial: () => ({ pieces: 0, note: "" }),
    version: 2,
    migrate: { 1: ({ total, note }: z.output<typeof State>) => ({ pieces: total, note }) },
    history: "all",
    queries: {},
    commands: {
      add({ draft, input, ok }) {
        draft.pieces += input;
        return ok();
      },
      fill: ({ ok }) => ok(),
    },
  });

function openWorld() {
  const clock = createVirtualClock(Date.UTC(2026, 0, 1));
  const world = createMemoryWorld({ partitions: 2, clock });
  return async (behaviour: AnyAgent) => {
    const runtime = await createRuntime({ agents: [behaviour], ports: world.connect(), log: () => {} });
    await clock.runUntil(runtime.startSilo());
    const stop = async () => {
      await clock.runUntil(runtime.drainSilo());
      await runtime.close();
    };
    const call = runtime.as({ kind: "staff", id: "eve:1" }).ask(stock, "s1");
    const add = (by: number) => clock.runUntil(call.add(by));
    const fill = (text: string) => clock.runUntil(call.fill(text));
    return { runtime, clock, stop, add, fill };
  };
}

test("states that nobody asked for are not folded", async () => {
  const open = openWorld();
  const { runtime, add } = await open(createStock("all"));
  await add(1);
  await add(2);
  const { entries } = await runtime.history(stock, "s1", { states: false });
  expect(entries.map(({ version }) => version)).toEqual([2, 1]);
  for (const entry of entries) expect(entry).not.toHaveProperty("state");
});

test("each commit is there with who, when, what and the state after it, newest first", async () => {
  const open = openWorld();
  const { runtime, clock, add, stop } = await open(createStock("all"));
  onTestFinished(stop);
  await add(2);
  await clock.advance(60_000);
  await add(3);
  const { entries, cursor } = await runtime.history(stock, "s1");
  expect(cursor).toBeUndefined();
  expect(entries).toMatchObject([
    { version: 2, method: "add", caller: { kind: "staff", id: "eve:1" }, state: { total: 5, note: "" } },
    { version: 1, method: "add", caller: { kind: "staff", id: "eve:1" }, state: { total: 2, note: "" } },
  ]);
  const [newest, oldest] = entries;
  expect((newest?.at.getTime() ?? 0) - (oldest?.at.getTime() ?? 0)).toBeGreaterThanOrEqual(60_000);
  expect(newest?.callId).not.toBe(oldest?.callId);
});

test("pages go on from their cursor, meet every commit once and end", async () => {
  const open = openWorld();
  const { runtime, add, stop } = await open(createStock("all"));
  onTestFinished(stop);
  for (let n = 1; n <= 7; n++) await add(n);
  const seen: unknown[] = [];
  for (let before: number | undefined, page = 0; page < 9; page++) {
    const { entries, cursor } = await runtime.history(stock, "s1", { limit: 3, ...(before && { before }) });
    seen.push(...entries.map(({ version, state }) => [version, State.parse(state).total]));
    if (cursor === undefined) break;
    before = cursor;
  }
  expect(seen).toEqual([7, 6, 5, 4, 3, 2, 1].map((n) => [n, (n * (n + 1)) / 2]));
});

test("an agent that never committed has none, and a journal that is only a tail has no states", async () => {
  const open = openWorld();
  const { runtime, fill, stop } = await open(createStock("tail"));
  onTestFinished(stop);
  expect(await runtime.history(stock, "s1")).toEqual({ entries: [] });
  for (let n = 0; n < 6; n++) await fill(`${n}`.repeat(900));
  const { entries } = await runtime.history(stock, "s1");
  expect(entries.length).toBeGreaterThan(0);
  expect(entries.at(-1)?.version).toBeGreaterThan(1);
  for (const entry of entries) expect(entry).not.toHaveProperty("state");
});

test("commits of older code are shown in the schema of this code", async () => {
  const open = openWorld();
  const older = await open(createStock("all"));
  await older.fill("first");
  await older.add(2);
  await older.stop();
  const { runtime, add, stop } = await open(createNewerStock());
  onTestFinished(stop);
  await add(3);
  const { entries } = await runtime.history(stock, "s1");
  expect(entries.map(({ version }) => version)).toEqual([3, 2, 1]);
  expect(entries[0]?.state).toEqual({ pieces: 5, note: "first" });
});
