import { describe, expect, it } from "vitest";
import { z } from "zod";
import { agent } from "./agent.ts";
import { contract } from "./contract.ts";
import { newcomer, newerRelease, olderRelease } from "./testing/tally.ts";
import { testCluster } from "./testing/test-cluster.ts";

const me = { kind: "system", id: "tests" } as const;

const errand = contract("errand", { queries: {}, commands: { go: { returns: z.string() } } });
const withErrand = (effect: () => Promise<string>, base = newerRelease()) => [
  ...base,
  agent(errand, {
    state: z.object({ gone: z.int() }),
    initial: () => ({ gone: 0 }),
    queries: {},
    commands: {
      async go({ draft, ctx, ok }) {
        draft.gone += 1;
        return ok(await ctx.run("go", effect));
      },
    },
  }),
];

it("an older silo hands on a turn of a type that only newer code knows", async () => {
  const world = testCluster(() => olderRelease(), 1);
  const first = await world.silo({ agents: withErrand(() => new Promise(() => {})) });
  const door = await world.door({ agents: withErrand(async () => "door") });
  const how = { deadline: new Date(world.clock.now() + 600_000) };
  const answer = door.runtime.as(me).ask(errand, "a", how).go();
  await world.clock.advance(1000);
  first.process.kill();
  const old = await world.silo({ agents: olderRelease() });
  await world.clock.advance(10_000);
  expect(old.runtime.underWay).toBe(0);
  await world.silo({ agents: withErrand(async () => "second") });
  expect(await world.run(answer)).toEqual({ ok: true, value: "second" });
  expect(await world.run(door.runtime.countDeadLetters())).toBe(0);
});

describe("a type that only another branch of releases has", () => {
  // each has a type that the other lacks: neither is behind
  const branch = newerRelease().filter(({ contract: { name } }) => name !== "tally");
  const errands = (effect: () => Promise<string>) => withErrand(effect, newerRelease().slice(0, 1));
  const never = () => new Promise<string>(() => {});

  it("leaves a command to it, until the partition changes hands", async () => {
    const world = testCluster(() => branch, 1);
    const first = await world.loneSilo({ agents: errands(never) });
    await world.loneSilo({ agents: branch });
    const door = await world.door({ agents: branch });
    const how = { deadline: new Date(world.clock.now() + 600_000) };
    const answer = door.runtime.as(me).ask(newcomer, "a", how).greet();
    await world.clock.advance(120_000);
    expect(await world.run(door.runtime.countDeadLetters())).toBe(0);
    await world.run(first.runtime.drainSilo());
    expect(await world.run(answer)).toEqual({ ok: true, value: "hello from a" });
  });

  it("leaves a turn that it has begun to it, also when its message comes again", async () => {
    const world = testCluster(() => branch, 1);
    const first = await world.loneSilo({ agents: errands(never) });
    const door = await world.door({ agents: errands(never) });
    const how = { key: "k", deadline: new Date(world.clock.now() + 600_000) };
    const answer = door.runtime.as(me).ask(errand, "a", how).go();
    await world.clock.advance(1000);
    first.process.kill();
    const other = await world.loneSilo({ agents: branch });
    await world.loneSilo({ agents: errands(async () => "second") });
    const again = door.runtime.as(me).ask(errand, "a", how).go();
    await world.clock.advance(10_000);
    expect(await world.run(door.runtime.countDeadLetters())).toBe(0);
    await world.run(other.runtime.drainSilo());
    expect(await world.run(Promise.all([answer, again]))).toEqual([
      { ok: true, value: "second" },
      { ok: true, value: "second" },
    ]);
  });
});

it("a turn of a type that no release has holds the horizon for an hour, and is a dead letter then", async () => {
  const world = testCluster(() => olderRelease(), 1);
  const first = await world.loneSilo({ agents: withErrand(() => new Promise(() => {})) });
  const door = await world.door({ agents: withErrand(async () => "door") });
  const sent = world.clock.now();
  door.runtime
    .as(me)
    .ask(errand, "a")
    .go()
    .catch(() => {});
  await world.clock.advance(1000);
  first.process.kill();
  await world.loneSilo({ agents: olderRelease() });
  await world.clock.advance(59 * 60_000);
  expect(await world.ports.store.horizon()).toBeLessThanOrEqual(sent);
  await world.clock.advance(3 * 60_000);
  const { letters } = await world.run(door.runtime.deadLetters());
  expect(letters).toMatchObject([{ reason: "unknown_agent", message: { agent: "errand/a" } }]);
  expect(letters[0]?.events).toHaveLength(1);
  expect(await world.ports.store.horizon()).toBeGreaterThan(sent + 59 * 60_000);
  // its code is back: it goes on from what it had done
  await world.loneSilo({ agents: withErrand(async () => "second") });
  for (const { message } of letters) expect(await world.run(door.runtime.replay(message))).toBe(true);
  await world.clock.advance(5000);
  expect(await world.run(door.runtime.countDeadLetters())).toBe(0);
});
