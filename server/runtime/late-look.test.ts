import { expect, it } from "vitest";
import { counter, createCounter, createLedger, ledger } from "./testing/counter.ts";
import { testCluster } from "./testing/test-cluster.ts";

const me = { kind: "system", id: "tests" } as const;

it("a look at the open records that comes late begins none of them again", async () => {
  let effects = 0;
  const world = testCluster(() => [createCounter(), createLedger()], 1);
  const ports = world.connect();
  const slowly = (ms: number) => new Promise<void>((resolve) => void world.clock.after(ms, resolve));
  let late = 0;
  const store = {
    ...ports.store,
    async openTurns(...args: Parameters<typeof ports.store.openTurns>) {
      const open = await ports.store.openTurns(...args);
      if (Array.isArray(open) && open.length > 0) {
        late++;
        await slowly(500);
      }
      return open;
    },
  };
  const run = async (key: string) => {
    effects++;
    await slowly(200);
    return key;
  };
  const { log } = await world.silo({ agents: [createCounter(), createLedger({ run })], ports: { ...ports, store } });
  const door = await world.door();
  const as = door.runtime.as(me);
  // whenever the owner looks at its open records, one of these is just under way
  let sent = 0;
  for (; late === 0 && sent < 40; sent++) await world.run(as.ask(ledger, "a").effect({ name: `e${sent}` }));
  expect(late).toBeGreaterThan(0);
  await world.clock.advance(2000);
  const behind = as.ask(ledger, "a", { deadline: new Date(world.clock.now() + 60_000) }).effect({ name: "behind" });
  expect(await world.run(behind)).toMatchObject({ ok: true });
  expect(effects).toBe(sent + 1);
  expect(log.filter((line) => line.startsWith("error"))).toEqual([]);
  expect(await world.run(as.ask(counter, "x").add({ by: 1 }))).toEqual({ ok: true, value: 1 });
});
