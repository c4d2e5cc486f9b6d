import { expect, onTestFinished, test } from "vitest";
import { counter, createCounter, createLedger, ledger } from "#runtime/testing/counter.ts";
import { testRuntime } from "#runtime/testing/test-runtime.ts";
import { Misused } from "./misused.ts";
import { operate, readCommand, usage } from "./operate.ts";

async function openShop() {
  const breakages = new Map<string, number>();
  const agents = [createCounter(breakages), createLedger()];
  const shop = await testRuntime({ agents });
  onTestFinished(() => shop.stop());
  const as = shop.as({ kind: "shopper", id: "s1" });
  /** What a command line says, and its exit code. */
  const run = async (...args: string[]) => {
    const said: string[] = [];
    const asked = readCommand(args);
    if (!asked) throw new Error("it asks for help");
    const note = (text: string) => void said.push(...text.split("\n"));
    const wait = (ms: number) => new Promise<void>((resolve) => void shop.clock.after(ms, resolve));
    const code = await shop.clock.runUntil(
      operate(asked, { runtime: shop.runtime, agents, say: note, complain: note, wait }),
    );
    return { code, said };
  };
  return { shop, as, run };
}

test("agents are listed with a prefix and a limit, and counted by type", async () => {
  const { as, run } = await openShop();
  for (const id of ["a1", "a2", "b1"]) await as.ask(counter, id).touch();
  expect(await run("list", "counter", "--prefix", "a")).toEqual({ code: 0, said: ["a1", "a2"] });
  expect((await run("list", "counter", "--limit", "2")).said).toEqual([
    "a1",
    "a2",
    "… and more: these are the first 2. Ask for more with --limit.",
  ]);
  expect((await run("list", "ledger")).said).toEqual(["There is no ledger."]);
  expect((await run("count")).said).toEqual(["TYPE     AGENTS", "counter  3", "ledger   0"]);
});

test("a journal is shown, an agent reverted, forked and destroyed", async () => {
  const { as, run } = await openShop();
  for (const by of [1, 2, 3]) await as.ask(counter, "c").add({ by });
  expect(await run("revert", "counter/c", "2")).toEqual({
    code: 0,
    said: ["counter/c has the state of version 2 again."],
  });
  expect(await as.query(counter, "c").getTotal()).toBe(3);
  const { said } = await run("journal", "counter/c", "--limit", "2");
  expect(said[1]).toMatch(/^4 +2026-.+Z {2}\$revert {2}system:operator$/);
  expect(said[2]).toMatch(/^3 .+ add +shopper:s1$/);
  expect(said[3]).toBe("… older ones: --before 3");
  expect(await run("fork", "counter/c", "d")).toMatchObject({ code: 0 });
  expect(await run("fork", "counter/c", "d")).toEqual({ code: 1, said: ["There is a counter/d already."] });
  expect(await run("destroy", "counter/c")).toEqual({
    code: 2,
    said: ["This removes counter/c for good: say it with --yes."],
  });
  expect(await run("destroy", "counter/c", "--yes")).toEqual({ code: 0, said: ["counter/c is destroyed."] });
  expect(await run("destroy", "counter/c", "--yes")).toEqual({ code: 1, said: ["There is no counter/c."] });
  expect(await as.query(counter, "d").getTotal()).toBe(3);
});

test.each([
  ["9", "counter/c has had no version 9: npm run runtime -- journal counter/c shows those it has."],
  ["0", 'The version must be a whole number from 1 on, not "0".'],
])("a revert to %s says why it is not done", async (version, why) => {
  const { as, run } = await openShop();
  await as.ask(counter, "c").add({ by: 1 });
  const { code, said } = await run("revert", "counter/c", version);
  expect(code).toBeGreaterThan(0);
  expect(said).toEqual([why]);
});

test("schedules are shown by when they are due, of all agents or of one", async () => {
  const { shop, run } = await openShop();
  expect((await run("schedules")).said).toEqual(["There are no schedules."]);
  for (const [id, cron] of [
    ["a", "0 0 1 1 *"],
    ["b", "0 13 * * *"],
  ] as const) {
    const ref = shop.runtime.schedule({ kind: "staff", id: "eve" }, counter, id, "n");
    await shop.clock.runUntil(ref.every({ cron, timeZone: "Europe/Berlin" }).touch());
  }
  const { said } = await run("schedules");
  expect(said).toHaveLength(3);
  expect(said[1]).toBe(
    "2026-01-16T12:00:00.000Z  counter/b  n         touch    0 13 * * *  Europe/Berlin  once    staff:eve",
  );
  expect((await run("schedules", "counter/a")).said).toHaveLength(2);
  const more = "… and more: these are the first 1. Ask for more with --limit.";
  expect((await run("schedules", "--limit", "1")).said.slice(1)).toEqual([said[1], more]);
  expect((await run("schedules", "--limit", "2")).said).toEqual(said);
  expect((await run("schedules", "counter/c")).said).toEqual(["counter/c has no schedules."]);
});

test("a dead letter is shown, replayed with its end, and discarded", async () => {
  const { as, run } = await openShop();
  expect((await run("dead-letters")).said).toEqual(["There are no dead letters."]);
  await expect(as.ask(counter, "c").breakDown({ times: 3 })).rejects.toMatchObject({ code: "dead_lettered" });
  await expect(as.ask(counter, "d").breakDown({ times: 99 })).rejects.toMatchObject({ code: "dead_lettered" });
  const { said } = await run("dead-letters");
  expect(said).toHaveLength(3);
  const callOf = (agent: string) => said.find((line) => line.includes(agent))?.split(/ {2,}/)[4] ?? "";
  expect(await run("replay", "counter/c", callOf("counter/c"))).toEqual({
    code: 0,
    said: [`${callOf("counter/c")} of counter/c has ended: ok`],
  });
  const failed = await run("replay", "counter/d", callOf("counter/d"));
  expect(failed.code).toBe(1);
  expect(failed.said[0]).toMatch(/has ended: dead_lettered: broken for/);
  expect(await run("discard", "counter/d", callOf("counter/d"))).toMatchObject({ code: 2 });
  expect(await run("discard", "counter/d", callOf("counter/d"), "--yes")).toMatchObject({ code: 0 });
  expect(await run("replay", "counter/d", callOf("counter/d"))).toMatchObject({ code: 1 });
  expect((await run("dead-letters")).said).toEqual(["There are no dead letters."]);
});

test.each([
  [["list", "cart"], 'There is no type of agent "cart" with a state: there are counter, ledger.'],
  [["journal", "counter"], '"counter" is not an agent: say type/id, such as cart/user001.'],
  [["journal", "counter/a b"], 'id of counter: id "a b" is not a valid id'],
  [["list", "counter", "--limit", "few"], '--limit must be a whole number from 1 on, not "few".'],
  [["destroy", "counter/c", "--yes", "--key", ""], "--key must not be empty."],
])("%j is answered with what is wrong about it", async (args, why) => {
  const { run } = await openShop();
  expect(await run(...args)).toEqual({ code: 2, said: [why] });
});

test.each([
  [["dance"]],
  [["list"]],
  [["destroy", "a/b", "c"]],
  [["count", "--loud"]],
  [["dead-letters", "--prefix", "a"]],
])("%j is no command", (args) => {
  expect(() => readCommand(args)).toThrow(Misused);
});

test("help names every verb, and is what one gets without any", () => {
  expect(readCommand([])).toBeUndefined();
  expect(readCommand(["list", "--help"])).toBeUndefined();
  for (const verb of ["list", "count", "journal", "revert", "fork", "destroy", "schedules", "dead-letters", "replay"]) {
    expect(usage()).toContain(`npm run runtime -- ${verb}`);
  }
});

test("a shop in which nobody answers is said to be one", async () => {
  const { shop, as, run } = await openShop();
  await as.ask(ledger, "l").effect({ name: "one" });
  await shop.clock.runUntil(shop.runtime.drainSilo());
  const { code, said } = await run("destroy", "ledger/l", "--yes");
  expect(code).toBe(1);
  expect(said[0]).toMatch(/^deadline_exceeded: ledger\/l has not answered in time/);
});
