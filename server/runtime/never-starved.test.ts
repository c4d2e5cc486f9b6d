import { describe, expect, it } from "vitest";
import { z } from "zod";
import { agent } from "./agent.ts";
import { contract } from "./contract.ts";
import { counter, createCounter } from "./testing/counter.ts";
import { testCluster } from "./testing/test-cluster.ts";
import { chain, createVisitor, visitor } from "./testing/visitor.ts";

const me = { kind: "shopper", id: "s1" } as const;
/** More than any number of jobs that a worker would run at once. */
const many = 250;

describe.each([1, 3])("on %i silos", (silos) => {
  it(`${many} turns that wait for one agent keep nobody from asking and being asked`, async () => {
    const held = Promise.withResolvers<void>();
    const linger = (note: string) => (note === "holder" ? held.promise : Promise.resolve());
    const world = testCluster(() => [createVisitor(linger)], 3);
    const members = [];
    for (let i = 0; i < silos; i++) members.push(await world.silo());
    const as = (await world.door()).runtime.as(me);
    const holder = as.ask(visitor, "leaf").visit(chain("holder", []));
    await world.clock.advance(100);
    const waiting = Array.from({ length: many }, (_, i) =>
      as.ask(visitor, `outer-${i}`).visit(chain(`r${i}`, [`middle-${i}`, "leaf"])),
    );
    await world.clock.advance(2000);
    expect(members.reduce((sum, { runtime }) => sum + runtime.underWay, 0)).toBeGreaterThan(3 * many);
    const others = ["p", "q", "r"].map((id) => as.ask(visitor, id).visit(chain(id, [`${id}1`, `${id}2`])));
    expect(await world.run(Promise.all(others))).toEqual(others.map(() => ({ ok: true })));
    held.resolve();
    await world.run(Promise.all([holder, ...waiting]));
    expect(await world.run(as.query(visitor, "leaf").getNotes())).toHaveLength(many + 1);
    for (const { log } of members) expect(log.filter((line) => /^(warn|error)/.test(line))).toEqual([]);
  });
});

describe("a lane whose turns do not end", () => {
  const crawler = contract("crawler", { queries: {}, commands: { crawl: {} } });
  const createCrawler = (end: Promise<void>) =>
    agent(crawler, {
      state: z.object({ crawled: z.int() }),
      initial: () => ({ crawled: 0 }),
      queries: {},
      commands: {
        async crawl({ draft, ctx, ok }) {
          await ctx.ask(counter, "asked").add({ by: 1 });
          await end;
          draft.crawled++;
          return ok();
        },
      },
      lane: "slow",
    });

  it("holds up no other, with a backlog of doors' commands and of tells, in the same partition", async () => {
    const end = Promise.withResolvers<void>();
    const world = testCluster(() => [createCounter(), createCrawler(end.promise)], 1);
    const silo = await world.silo();
    const as = (await world.door()).runtime.as(me);
    const stuck = Array.from({ length: many }, (_, i) => as.ask(crawler, `c${i % 100}`).crawl());
    const told = Array.from({ length: many }, (_, i) => as.tell(crawler, `c${i % 100}`).crawl());
    await world.run(Promise.all(told));
    await world.clock.advance(2000);
    // every crawler has come to ask, and none has ended
    expect(await world.run(as.query(counter, "asked").getTotal())).toBe(100);
    const began = world.clock.monotonic();
    const others = Array.from({ length: 20 }, (_, i) => as.ask(counter, `other-${i}`).add({ by: 1 }));
    expect(await world.run(Promise.all(others))).toEqual(others.map(() => ({ ok: true, value: 1 })));
    expect(world.clock.monotonic() - began).toBeLessThan(100);
    end.resolve();
    await world.run(Promise.all(stuck));
    await world.clock.advance(5000);
    expect(await world.run(as.query(counter, "asked").getTotal())).toBe(2 * many);
    expect(silo.log.filter((line) => /^(warn|error)/.test(line))).toEqual([]);
  });
});
