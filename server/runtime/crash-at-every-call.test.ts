import { describe, expect, it } from "vitest";
import { counter, createCounter, createLedger, ledger } from "./testing/counter.ts";
import type { PortCall, SimulatedProcess } from "./testing/simulated-process.ts";
import { type Member, testCluster } from "./testing/test-cluster.ts";

const me = { kind: "shopper", id: "s1" } as const;
const from = ["a", "b", "c", "d", "e"];

/** Everything but the waiting between jobs: the calls that a turn and its deliveries make. */
const ofATurn = ["read", "answers", "open", "extend", "commit", "add", "sent", "outbox", "finish", "bury", "publish"];

/** Runs one checkout-like turn while a fault meets the n-th port call of the first silo; false when there are fewer calls. */
async function runWithFault(n: number, when: PortCall["when"], fault: (process: SimulatedProcess) => void) {
  let seen = 0;
  let struck = false;
  let armed = false;
  const world = testCluster(() => [createCounter(), createLedger()]);
  const first = await world.silo({
    onCall(call, process) {
      if (!armed || call.when !== when || !ofATurn.includes(call.name) || seen++ !== n) return;
      struck = true;
      fault(process);
    },
  });
  const door = await world.door();
  const as = door.runtime.as(me);
  for (const id of from) await world.run(as.ask(counter, id).add({ by: 1 }));
  armed = true;
  const collected = as.ask(ledger, "l", { key: "once" }).collect({ from, by: 10 });
  const doubled = as.ask(ledger, "l", { key: "twice" }).readThenAsk({ from });
  collected.catch(() => {});
  doubled.catch(() => {});
  await world.clock.advance(2500);
  armed = false;
  const second = struck ? await world.silo() : first;
  await world.clock.advance(4000);
  return { world, first, second, as, struck, collected, doubled };
}

/** What must be true however often the silo died: each step once, each tell once, both answers, one after the other. */
async function expectOnce({ world, as, collected, doubled }: Awaited<ReturnType<typeof runWithFault>>) {
  expect(await world.run(collected)).toMatchObject({ ok: true });
  expect(await world.run(doubled)).toMatchObject({ ok: true });
  await world.clock.advance(5000);
  for (const id of from) {
    expect(await world.run(as.query(counter, id).getTotal()), `counter ${id}`).toBe(23);
    expect(await world.run(as.query(counter, `told-${id}`).getTotal()), `told ${id}`).toBe(1);
  }
  expect(await world.run(as.query(ledger, "l").getEntries())).toHaveLength(2);
}

async function everyCall(
  when: PortCall["when"],
  fault: (process: SimulatedProcess) => void,
  check: (first: Member) => void,
) {
  let points = 0;
  for (let n = 0; ; n++) {
    const run = await runWithFault(n, when, fault);
    await expectOnce(run);
    if (!run.struck) break;
    check(run.first);
    points++;
  }
  return points;
}

describe("a turn that asks five agents, tells five, and is followed by one that queries and asks five", () => {
  it("takes effect once when its silo is killed before any of its calls arrives", async () => {
    expect(
      await everyCall(
        "sent",
        (process) => process.kill(),
        () => {},
      ),
    ).toBeGreaterThan(30);
  });

  it("takes effect once when its silo is killed after any of its calls took effect", async () => {
    expect(
      await everyCall(
        "done",
        (process) => process.kill(),
        () => {},
      ),
    ).toBeGreaterThan(30);
  });
});

describe("an owner that was paused and replaced", () => {
  it("is refused at whichever point of a turn it wakes up, and says so", async () => {
    const wokenLogs: string[][] = [];
    let n = 0;
    for (; ; n++) {
      const run = await runWithFault(n, "sent", (process) => process.pause());
      if (run.struck) run.first.process.goOn();
      await expectOnce(run);
      if (!run.struck) break;
      wokenLogs.push(run.first.log);
    }
    expect(n).toBeGreaterThan(30);
    for (const [point, log] of wokenLogs.entries()) {
      const said = /partition \d was lost to another silo: epoch \d is over, \d runs/;
      expect(
        log.filter((line) => said.test(line)),
        `point ${point}`,
      ).not.toEqual([]);
    }
  });
});
