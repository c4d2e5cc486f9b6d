import { expect, it } from "vitest";
import { partitionOf } from "./partition.ts";
import { createCounter, createLedger, ledger } from "./testing/counter.ts";
import { testCluster } from "./testing/test-cluster.ts";

const me = { kind: "shopper", id: "s1" } as const;
const [here, there] = [0, 1].map((partition) => {
  const ids = Array.from({ length: 100 }, (_, i) => `x${i}`);
  return ids.find((id) => partitionOf(`ledger/${id}`, 2) === partition) ?? "";
}) as [string, string];

it("what has ended is answered at once, though a root runs alone and holds up those behind it", async () => {
  let ended = Number.POSITIVE_INFINITY;
  const keys = new Set<string>();
  const run = (key: string) =>
    new Promise<string>((resolve) => {
      // the second alone ends; the first comes again with its key
      if (keys.add(key).size !== 2) return;
      world.clock.after(6000, () => {
        ended = world.clock.monotonic();
        resolve("x");
      });
    });
  const world = testCluster(() => [createCounter(), createLedger({ run })]);
  const first = await world.loneSilo();
  const door = await world.door();
  const { ask } = door.runtime.as(me);
  const unheard = (answer: Promise<unknown>) => void answer.catch(() => {});
  unheard(ask(ledger, there).effect({ name: "wait" }));
  await world.clock.advance(500);
  first.process.kill();
  await world.clock.advance(3000);
  // two owners have died with it
  const { store } = world.ports;
  const claimed = await world.run(store.claim(1, "ghost", 5000));
  if (claimed.kind === "held") throw new Error("the lease of the first is over");
  for (let death = 0; death < 2; death++)
    await world.run(store.openTurns({ partition: 1, epoch: claimed.epoch }, true));

  await world.loneSilo();
  const how = { deadline: new Date(world.clock.now() + 600_000) };
  const answer = ask(ledger, here, how).effect({ name: "wait" });
  await world.clock.advance(100);
  unheard(ask(ledger, here, how).effect({ name: "wait" }));
  expect(await world.run(answer)).toMatchObject({ ok: true });
  expect(world.clock.monotonic() - ended).toBeLessThan(500);
  // the one that runs alone has begun meanwhile, and the next one waits for it
  expect(await world.run(store.openTurns({ partition: 1, epoch: claimed.epoch }, false))).toMatchObject({
    kind: "not_owner",
  });
});
