import { expect, test } from "vitest";
import type { Caller } from "#runtime/contract.ts";
import type { Runtime } from "#runtime/runtime.ts";
import { loadCatalogue } from "./load-catalogue.ts";
import { seedDemo } from "./seed.ts";

const now = new Date("2026-02-27T13:45:00.000Z");
const later = new Date("2026-04-01T08:00:00.000Z");
const entries = await loadCatalogue();
const withProduct = entries.filter(({ product }) => product).map(({ id }) => `product/${id}`);
const withPrices = entries.filter(({ prices }) => prices).map(({ id }) => `pricing/${id}`);
const ignore = () => {};

/** Just enough of a shop to see what the seeding asks, in which order, and to die at a chosen ask. */
function recordingShop() {
  const records = new Map<string, unknown>();
  const asked: string[] = [];
  const callers = new Set<string>();
  const shop = { records, asked, callers, dieAtAsk: Infinity, lives: 1, inFlight: 0, mostInFlight: 0 };
  const turn = async <T>(life: number, work: () => T) => {
    shop.inFlight += 1;
    shop.mostInFlight = Math.max(shop.mostInFlight, shop.inFlight);
    await new Promise(setImmediate);
    shop.inFlight -= 1;
    if (life !== shop.lives) throw new Error("the dead ask nothing");
    return work();
  };
  const methods = (life: number, address: string) => {
    const read = () => turn(life, () => records.get(address) ?? null);
    const write = (input: unknown) =>
      turn(life, () => {
        if (asked.length >= shop.dieAtAsk) throw new Error("the process died");
        asked.push(address);
        records.set(address, input);
        return { ok: true, value: undefined };
      });
    return { getProduct: read, getPricing: read, initializeProduct: write, initializePricing: write };
  };
  const as = (caller: Caller) => {
    callers.add(`${caller.kind}/${caller.id}`);
    const life = shop.lives;
    const at = (to: { name: string }, id: string) => methods(life, `${to.name}/${id}`);
    return { query: at, ask: at, tell: at };
  };
  return Object.assign(shop, { runtime: { as } as unknown as Runtime });
}

test("an empty shop gets every product and every price, asked once each, as the system's demo", async () => {
  const shop = recordingShop();
  await seedDemo(shop.runtime, now, ignore);
  expect(shop.asked.toSorted()).toEqual([...withProduct, ...withPrices].toSorted());
  expect([...shop.callers]).toEqual(["system/demo"]);
});

test("a product is written before its prices, and those without prices before all prices", async () => {
  const shop = recordingShop();
  await seedDemo(shop.runtime, now, ignore);
  const position = (address: string) => shop.asked.indexOf(address);
  for (const { id, product, prices } of entries) {
    const first = prices
      ? position(`pricing/${id}`)
      : shop.asked.findIndex((address) => address.startsWith("pricing/"));
    if (product) expect(position(`product/${id}`), id).toBeLessThan(first);
  }
});

test("seeding again, on another day, asks nothing", async () => {
  const shop = recordingShop();
  await seedDemo(shop.runtime, now, ignore);
  shop.asked.length = 0;
  await seedDemo(shop.runtime, later, ignore);
  expect(shop.asked).toEqual([]);
});

test("a product that staff retired stays retired", async () => {
  const shop = recordingShop();
  await seedDemo(shop.runtime, now, ignore);
  for (const address of withProduct) shop.records.delete(address);
  shop.asked.length = 0;
  await seedDemo(shop.runtime, later, ignore);
  expect(shop.asked).toEqual([]);
});

test("a product and prices that are there already are not written over", async () => {
  const shop = recordingShop();
  shop.records.set("product/p001", "staff's own").set("product/p002", "staff's own").set("pricing/p002", "staff's own");
  await seedDemo(shop.runtime, now, ignore);
  expect(shop.asked).toContain("pricing/p001");
  for (const address of ["product/p001", "product/p002", "pricing/p002"]) expect(shop.asked).not.toContain(address);
});

test("killed at an ask and started again, it ends complete and has asked nothing twice", async () => {
  for (let dieAtAsk = 0; dieAtAsk < withProduct.length + withPrices.length; dieAtAsk += 6) {
    const shop = recordingShop();
    shop.dieAtAsk = dieAtAsk;
    await expect(seedDemo(shop.runtime, now, ignore)).rejects.toThrow("the process died");
    shop.dieAtAsk = Infinity;
    shop.lives += 1;
    await seedDemo(shop.runtime, later, ignore);
    expect(shop.asked.toSorted(), `died at ask ${dieAtAsk}`).toEqual([...withProduct, ...withPrices].toSorted());
  }
});

test("many ids are filled at a time, never more than 32", async () => {
  const shop = recordingShop();
  await seedDemo(shop.runtime, now, ignore);
  expect(shop.mostInFlight).toBe(32);
});

test("it says how far it is and how it ended", async () => {
  const shop = recordingShop();
  const said: string[] = [];
  await seedDemo(shop.runtime, now, (message) => said.push(message));
  await seedDemo(shop.runtime, now, (message) => said.push(message));
  expect(said).toEqual([
    "demo catalogue: 24 of 72 ids filled",
    "demo catalogue: 48 of 72 ids filled",
    "demo catalogue: 72 of 72 ids filled",
    "demo catalogue: 72 ids filled, 0 were there",
    "demo catalogue: all 72 ids are there",
  ]);
});
