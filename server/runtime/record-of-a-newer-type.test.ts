import { expect, it } from "vitest";
import { z } from "zod";
import { agent } from "./agent.ts";
import { contract } from "./contract.ts";
import { newerRelease, olderRelease } from "./testing/tally.ts";
import { testCluster } from "./testing/test-cluster.ts";

const me = { kind: "system", id: "tests" } as const;

const errand = contract("errand", { queries: {}, commands: { go: { returns: z.string() } } });
const withErrand = (effect: () => Promise<string>) => [
  ...newerRelease(),
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
