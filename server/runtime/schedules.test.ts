import { describe, expect, it } from "vitest";
import { InvalidInput } from "./faults.ts";
import { partitionOf } from "./partition.ts";
import { counter, createCounter, createLedger, ledger } from "./testing/counter.ts";
import type { PortCall } from "./testing/simulated-process.ts";
import { type MemberOptions, sentCalls, testCluster } from "./testing/test-cluster.ts";

const me = { kind: "staff", id: "eve" } as const;
const minute = 60_000;

async function start(options: MemberOptions = {}, effect = async (key: string) => key) {
  const world = testCluster(() => [createCounter(), createLedger({ run: effect })]);
  const silo = await world.silo(options);
  const { runtime } = await world.door();
  const as = runtime.as(me);
  const every = (cron: string, missed: "once" | "all" | "skip" = "once", name = "n") =>
    world.run(runtime.schedule(me, counter, "c", name).every({ cron, missed }).tick());
  const cancel = (name = "n") => world.run(runtime.schedule(me, counter, "c", name).cancel());
  const ticks = async () => (await world.run(as.query(counter, "c").getAdditions())).map((text) => Date.parse(text));
  /** Whole minutes from the first one on. */
  const minutes = (first: number, count: number) => Array.from({ length: count }, (_, i) => first + i * minute);
  return { world, silo, runtime, as, every, cancel, ticks, minutes };
}

describe("a schedule", () => {
  it("says its command when it is due, for as long as it stands, under the one who set it", async () => {
    const { world, runtime, every, cancel, ticks, minutes } = await start();
    const { next } = await every("* * * * *");
    expect(next.getTime()).toBe(Math.ceil(world.clock.now() / minute) * minute);
    await world.clock.advance(3 * minute);
    expect(await ticks()).toEqual(minutes(next.getTime(), 3));
    const { entries } = await world.run(runtime.history(counter, "c", { states: false }));
    for (const { caller, method } of entries) expect({ caller, method }).toEqual({ caller: me, method: "tick" });
    expect(await cancel()).toBe(true);
    expect(await cancel()).toBe(false);
    await world.clock.advance(3 * minute);
    expect(await ticks()).toHaveLength(3);
  });

  it("makes no agent before its first tick", async () => {
    const { world, runtime, every } = await start();
    await every("@daily");
    expect(await world.run(runtime.count(counter))).toBe(0);
    expect(await world.run(runtime.schedulesOf(counter, "c"))).toMatchObject([
      { plan: { name: "n", cron: "@daily", timeZone: "UTC", missed: "once", method: "tick", caller: me } },
    ]);
  });

  it("is replaced by its name, and others stay", async () => {
    const { world, runtime, every, ticks } = await start();
    await every("* * * * *");
    await every("0 0 1 1 *", "once", "other");
    await every("0 * * * *");
    await world.clock.advance(2 * minute);
    expect(await ticks()).toEqual([]);
    const own = await world.run(runtime.schedulesOf(counter, "c"));
    expect(own.map(({ plan }) => [plan.name, plan.cron])).toEqual([
      ["n", "0 * * * *"],
      ["other", "0 0 1 1 *"],
    ]);
  });

  it("brings its input, and keeps to the clocks of its zone", async () => {
    const { world, runtime, as } = await start();
    const rule = { cron: "0 9 * * *", timeZone: "Asia/Tokyo" };
    const { next } = await world.run(runtime.schedule(me, counter, "c", "n").every(rule).add({ by: 5 }));
    expect(next.toISOString()).toMatch(/T00:00:00/);
    world.clock.jump(next.getTime() - world.clock.now());
    await world.clock.advance(1000);
    expect(await world.run(as.query(counter, "c").getTotal())).toBe(5);
  });

  it("ends with its agent: the next of that id has none", async () => {
    const { world, runtime, as, every, ticks } = await start();
    await every("* * * * *");
    await world.clock.advance(2 * minute);
    expect(await world.run(runtime.lifeAs(me).destroy(counter, "c"))).toBe(true);
    await world.run(as.ask(counter, "c").touch());
    await world.clock.advance(3 * minute);
    expect(await ticks()).toEqual([]);
    expect(await world.run(runtime.schedules())).toEqual({ schedules: [] });
  });

  it("under one key is set once, however often it is sent", async () => {
    const { world, runtime } = await start();
    const ref = runtime.schedule(me, counter, "c", "n");
    const set = () => world.run(ref.every({ cron: "@daily" }, { key: "k" }).tick());
    const first = await set();
    expect(await set()).toEqual(first);
    expect(await world.run(runtime.schedulesOf(counter, "c"))).toMatchObject([{ generation: 1 }]);
  });

  it("is refused before anything is sent where its rule, name or input is none", async () => {
    const { runtime } = await start();
    const n = runtime.schedule(me, counter, "c", "n");
    await expect(n.every({ cron: "never" }).tick()).rejects.toThrow(InvalidInput);
    await expect(n.every({ cron: "@daily", timeZone: "Mars" }).tick()).rejects.toThrow("Mars");
    await expect(n.every({ cron: "@daily" }).add({ by: 0.5 })).rejects.toThrow(InvalidInput);
    expect(() => runtime.schedule(me, counter, "c", "a b")).toThrow(InvalidInput);
  });
});

describe("all schedules", () => {
  it("are listed by when they are due, in pages that name each once", async () => {
    const { world, runtime } = await start();
    for (const [id, cron] of [
      ["a", "30 12 * * *"],
      ["b", "0 0 1 1 *"],
      ["c", "30 12 * * *"],
      ["d", "@hourly"],
    ] as const) {
      await world.run(runtime.schedule(me, counter, id, "n").every({ cron }).tick());
    }
    const found: string[] = [];
    for (let cursor: Awaited<ReturnType<typeof runtime.schedules>>["cursor"]; ; ) {
      const page = await world.run(runtime.schedules({ limit: 1, ...(cursor && { cursor }) }));
      if (page.schedules.length === 0) break;
      found.push(...page.schedules.map(({ plan }) => plan.agent));
      cursor = page.cursor;
    }
    expect(found).toEqual(["counter/d", "counter/a", "counter/c", "counter/b"]);
  });
});

describe("ticks", () => {
  it.each(["once", "all", "skip"] as const)("that were missed while all silos were off: %s", async (missed) => {
    const { world, silo, every, ticks, minutes } = await start();
    const { next } = await every("* * * * *", missed);
    await world.clock.advance(next.getTime() + minute - world.clock.now() + 2000);
    silo.process.kill();
    await world.clock.advance(10_000);
    world.clock.jump(30 * minute);
    await world.silo();
    await world.clock.advance(minute);
    const all = minutes(next.getTime(), 33);
    const made = { once: [...all.slice(0, 2), ...all.slice(31)], all, skip: [...all.slice(0, 2), ...all.slice(31)] };
    expect(await ticks()).toEqual(made[missed]);
  });

  it("that are more than a minute late are not made up for when they are skipped", async () => {
    const { world, silo, every, ticks } = await start();
    const { next } = await every("0 * * * *", "skip");
    world.clock.jump(next.getTime() - world.clock.now() - 1000);
    silo.process.kill();
    await world.clock.advance(2 * minute);
    await world.silo();
    await world.clock.advance(10_000);
    expect(await ticks()).toEqual([]);
    world.clock.jump(58 * minute);
    await world.clock.advance(minute);
    expect(await ticks()).toEqual([next.getTime() + 60 * minute]);
  });

  it("are neither lost nor doubled when the clock jumps, forward or back, by little or by days", async () => {
    const { world, every, ticks, minutes } = await start();
    const { next } = await every("* * * * *", "all");
    let latest = world.clock.now();
    for (const jump of [90 * 1000, -30 * 1000, 90 * minute, -2 * 60 * minute, 5 * 60 * minute, -60 * minute]) {
      await world.clock.advance(minute + 7000);
      latest = Math.max(latest, world.clock.now());
      world.clock.jump(jump);
      await world.clock.advance(20_000);
      latest = Math.max(latest, world.clock.now());
    }
    world.clock.jump(latest - world.clock.now());
    await world.clock.advance(minute);
    latest = Math.max(latest, world.clock.now());
    const due = Math.floor((latest - next.getTime()) / minute) + 1;
    expect(due).toBeGreaterThan(250);
    expect(await ticks()).toEqual(minutes(next.getTime(), due));
  });

  it("take effect once each though the silo dies before or after any call that takes, carries or runs them", async () => {
    const ofATick = ["schedules", "outboxDepth", "tick", "outbox", "add", "sent", "commit", "finish", "answers"];
    for (const when of ["sent", "done"] as const) {
      let n = 0;
      for (let struck = true; struck; n++) {
        let seen = 0;
        let armed = false;
        struck = false;
        const { world, every, ticks } = await start({
          onCall(call: PortCall, process) {
            if (!armed || call.when !== when || !ofATick.includes(call.name) || seen++ !== n) return;
            struck = true;
            process.kill();
          },
        });
        const { next } = await every("*/10 * * * * *", "all");
        await world.clock.advance(next.getTime() - world.clock.now() - 100);
        armed = true;
        await world.clock.advance(600);
        armed = false;
        if (struck) await world.silo();
        await world.clock.advance(next.getTime() + 15_000 - world.clock.now());
        expect(await ticks(), `${when} ${n}`).toEqual([next.getTime(), next.getTime() + 10_000]);
      }
      expect(n).toBeGreaterThan(8);
    }
  });

  it("of a silo that was replaced while it took them are refused, and come once from the other", async () => {
    let paused = false;
    const { world, silo, every, ticks, minutes } = await start({
      onCall(call, process) {
        if (call.name !== "tick" || call.when !== "sent" || paused) return;
        paused = true;
        process.pause();
      },
    });
    const { next } = await every("* * * * *");
    await world.clock.advance(next.getTime() - world.clock.now() + 5000);
    await world.silo();
    await world.clock.advance(5000);
    silo.process.goOn();
    await world.clock.advance(minute);
    expect(paused).toBe(true);
    expect(await ticks()).toEqual(minutes(next.getTime(), 2));
  });

  it("of what stood before are answered cancelled once a new rule, a cancel or a destroy is answered", async () => {
    for (const end of ["every", "cancel", "destroy"] as const) {
      let carried: (() => void) | undefined;
      const held = (point: string, agent: string) =>
        point === "before-relay" && agent === "counter/c"
          ? new Promise<void>((resolve) => {
              carried = resolve;
            })
          : undefined;
      const { world, runtime, silo, every, cancel, ticks } = await start({ failpoint: held });
      const { next } = await every("* * * * *");
      await world.clock.advance(next.getTime() - world.clock.now() + 1000);
      expect(carried).toBeDefined();
      if (end === "every") await every("0 0 1 1 *");
      else if (end === "cancel") await cancel();
      else await world.run(runtime.lifeAs(me).destroy(counter, "c"));
      const partition = partitionOf("counter/c", 2);
      const [entry] = await world.ports.store.outbox(partition, { limit: 1 });
      const tick = entry?.message.callId ?? "";
      carried?.();
      await world.clock.advance(3000);
      expect(await ticks(), end).toEqual([]);
      const [kept] = await world.ports.store.answers(partition, [tick]);
      expect(kept?.answer).toEqual({ kind: "cancelled" });
      expect(silo.log.filter((line) => line.startsWith("error"))).toEqual([]);
    }
  });

  it("that are due while a silo leaves are for the next one", async () => {
    const release = Promise.withResolvers<string>();
    const { world, silo, as, every, ticks } = await start({}, () => release.promise);
    void world.run(as.ask(ledger, "l").effect({ name: "slow" }));
    const { next } = await every("*/2 * * * * *", "all");
    await world.clock.advance(next.getTime() - world.clock.now() + 500);
    const drained = silo.runtime.drainSilo();
    await world.clock.advance(100);
    const taken = sentCalls(silo, "tick").length;
    await world.clock.advance(5000);
    expect(sentCalls(silo, "tick")).toHaveLength(taken);
    release.resolve("done");
    await world.run(drained);
    await world.silo();
    await world.clock.advance(2000);
    const all = await ticks();
    expect(all.length).toBeGreaterThan(3);
    expect(all).toEqual(all.map((_, i) => next.getTime() + 2000 * i));
  });

  it("that have begun to reach out end, though they are cancelled meanwhile", async () => {
    const release = Promise.withResolvers<string>();
    const { world, runtime, as } = await start({}, () => release.promise);
    const ref = runtime.schedule(me, ledger, "l", "n");
    const { next } = await world.run(ref.every({ cron: "* * * * *" }).effect({ name: "slow" }));
    await world.clock.advance(next.getTime() - world.clock.now() + 1000);
    const cancelled = ref.cancel();
    await world.clock.advance(1000);
    release.resolve("done");
    expect(await world.run(cancelled)).toBe(true);
    expect(await world.run(as.query(ledger, "l").getEntries())).toEqual(["done"]);
    await world.clock.advance(3 * minute);
    expect(await world.run(as.query(ledger, "l").getEntries())).toHaveLength(1);
  });

  it("of what stood before open no record either", async () => {
    let carried: (() => void) | undefined;
    const held = (point: string, agent: string) =>
      point === "before-relay" && agent === "ledger/l"
        ? new Promise<void>((resolve) => {
            carried = resolve;
          })
        : undefined;
    let effects = 0;
    const { world, runtime, silo } = await start({ failpoint: held }, async () => `${++effects}`);
    const ref = runtime.schedule(me, ledger, "l", "n");
    const { next } = await world.run(ref.every({ cron: "* * * * *" }).effect({ name: "never" }));
    await world.clock.advance(next.getTime() - world.clock.now() + 1000);
    expect(await world.run(ref.cancel())).toBe(true);
    carried?.();
    await world.clock.advance(3000);
    expect(effects).toBe(0);
    expect(sentCalls(silo, "open", "ledger/l")).toHaveLength(1);
  });
});

it("hundreds that are due at once all tick once, and a silo holds no more of them than it takes at a time", async () => {
  const { world, runtime, silo, as } = await start();
  const count = 500;
  const set = Array.from({ length: count }, (_, i) =>
    runtime.schedule(me, counter, `many-${i}`, "n").every({ cron: "0 * * * *" }).add({ by: 1 }),
  );
  const [first] = await world.run(Promise.all(set));
  world.clock.jump((first?.next.getTime() ?? 0) - world.clock.now());
  await world.clock.advance(10_000);
  const totals = await world.run(
    Promise.all(Array.from({ length: count }, (_, i) => as.query(counter, `many-${i}`).getTotal())),
  );
  expect(totals.every((total) => total === 1)).toBe(true);
  for (const { args } of sentCalls(silo, "tick")) expect((args[1] as unknown[]).length).toBeLessThanOrEqual(100);
});

it("resting ones are not read: one row says whether there is work", async () => {
  const { world, silo, runtime } = await start();
  for (let i = 0; i < 20; i++)
    await world.run(runtime.schedule(me, counter, `rest-${i}`, "n").every({ cron: "@yearly" }).tick());
  const before = sentCalls(silo, "schedules").length;
  await world.clock.advance(10_000);
  const asked = sentCalls(silo, "schedules").slice(before);
  expect(asked.length).toBeGreaterThan(20);
  for (const { args } of asked) expect(args[1]).toEqual({ limit: 1 });
});
