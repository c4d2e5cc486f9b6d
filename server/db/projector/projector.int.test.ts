import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { cart } from "#agents/cart/cart.contract.ts";
import { order } from "#agents/order/order.contract.ts";
import { pricing } from "#agents/pricing/pricing.contract.ts";
import { product } from "#agents/product/product.contract.ts";
import { content, listed } from "#agents/testing/shop.ts";
import type { AnyContract } from "#runtime/contract.ts";
import { createVirtualClock } from "#runtime/memory/virtual-clock.ts";
import { databases, type TestPostgres } from "#server/testing/postgres-server.ts";
import { openReadModels, type ReadModels } from "../testing/open-read-models.ts";
import { projectionLag } from "./lag.ts";
import { createPartitionProjector } from "./partition-projector.ts";
import { readPlaces } from "./places.ts";
import { runProjector } from "./run-projector.ts";

class Killed extends Error {}

/** Dies at its n-th point, and says whether it got there. */
function dieAt(n: number) {
  let passed = 0;
  return {
    failpoint: () => {
      passed += 1;
      if (passed === n) throw new Killed(`at point ${n}`);
    },
    get died() {
      return passed >= n;
    },
  };
}

describe.each(databases)("the projector on %s", (_name, start) => {
  let server: TestPostgres;
  let models: ReadModels;
  beforeAll(async () => {
    server = await start();
    models = await openReadModels(server.url);
  });
  afterAll(async () => {
    await models?.close();
    await server?.stop();
  });
  beforeEach(() => models.forget());

  /** What the read models hold, without the marks of how they came to it. */
  async function everything() {
    const { database } = models;
    const omit = { version: true } as const;
    return [
      await database.catalogueProduct.findMany({ omit, orderBy: { productId: "asc" } }),
      await database.placedOrder.findMany({ omit, orderBy: { orderId: "asc" } }),
      await database.priceEvent.findMany({ orderBy: [{ productId: "asc" }, { version: "asc" }] }),
    ];
  }

  /** Changes agents of all types in both partitions. */
  async function trade(round: string) {
    const { staff } = models;
    for (const id of ["p1", "p2", "p3"]) {
      await models.make(id, { name: `${round} ${id}` });
      await staff.ask(pricing, id).initializePricing({ msrpPrices: [], listPrices: listed(100), salePrices: [] });
    }
    await staff.ask(product, "p3").retireProduct();
    await staff.ask(pricing, "p1").updatePricing({ msrpPrices: [], listPrices: listed(90), salePrices: [] });
    for (const id of [`o-${round}-1`, `o-${round}-2`]) await staff.ask(order, id).initializeOrder(content);
    await staff.ask(order, `o-${round}-2`).cancelOrder();
    await staff.ask(order, `o-${round}-3`).initializeOrder(content);
    for (const [of, id] of [
      [order, `o-${round}-3`],
      [product, "p2"],
      [pricing, "p2"],
    ] as const) {
      await destroy(of, id);
    }
    await staff.ask(pricing, "p2").initializePricing({ msrpPrices: [], listPrices: listed(50), salePrices: [] });
  }

  const destroy = (of: AnyContract, id: string) => {
    const { clock, runtime } = models.shop;
    return clock.runUntil(runtime.lifeAs({ kind: "staff", id: "anna" }).destroy(of, id));
  };

  test("products, orders and price changes are there as their agents have them", async () => {
    await models.make("mug", { name: "İSTANBUL Mug", brand: "ΟΔΟΣ", tags: ["A", "B"] });
    await models.make("gone");
    await models.project();
    await models.staff.ask(product, "gone").retireProduct();
    await models.staff.ask(order, "o1").initializeOrder(content);
    await models.staff.ask(pricing, "mug").initializePricing({ msrpPrices: [], listPrices: listed(1), salePrices: [] });
    await models.staff.ask(pricing, "mug").updatePricing({ msrpPrices: [], listPrices: listed(2), salePrices: [] });
    await models.project();
    const { database } = models;
    expect(await database.catalogueProduct.findUnique({ where: { productId: "mug" } })).toMatchObject({
      retired: false,
      name: "İSTANBUL Mug",
      tags: ["A", "B"],
      nameText: "i̇stanbul mug",
      brandText: "οδοσ",
    });
    expect(await database.catalogueProduct.findUnique({ where: { productId: "gone" } })).toMatchObject({
      retired: true,
    });
    expect(await database.placedOrder.findMany({ where: { orderId: "o1" } })).toMatchObject([
      { shopperId: "u1", status: "new", itemCount: 2, total: 2_000n, currency: "USD" },
    ]);
    expect(
      await database.priceEvent.findMany({ where: { productId: "mug" }, orderBy: { version: "asc" } }),
    ).toMatchObject([
      { version: 1, method: "initializePricing", changedBy: "staff:anna" },
      { version: 2, method: "updatePricing", changedBy: "staff:anna" },
    ]);
  });

  test("what is destroyed has no rows, and the next of its id has its own alone", async () => {
    const { staff, database } = models;
    await models.make("mug");
    await staff.ask(order, "o1").initializeOrder(content);
    for (const price of [1, 2]) {
      await staff.ask(pricing, "mug").initializePricing({ msrpPrices: [], listPrices: listed(price), salePrices: [] });
    }
    await models.project();
    for (const [of, id] of [
      [product, "mug"],
      [order, "o1"],
      [pricing, "mug"],
    ] as const) {
      expect(await destroy(of, id)).toBe(true);
    }
    await models.project();
    expect(await database.catalogueProduct.count({ where: { productId: "mug" } })).toBe(0);
    expect(await database.placedOrder.count({ where: { orderId: "o1" } })).toBe(0);
    expect(await database.priceEvent.count({ where: { productId: "mug" } })).toBe(0);
    await models.make("mug", { name: "Another" });
    await staff.ask(pricing, "mug").initializePricing({ msrpPrices: [], listPrices: listed(3), salePrices: [] });
    await models.project();
    expect(await database.catalogueProduct.findUnique({ where: { productId: "mug" } })).toMatchObject({
      retired: false,
      name: "Another",
    });
    expect(await database.priceEvent.count({ where: { productId: "mug" } })).toBe(1);
  });

  test("no row is left of what was destroyed while all was made again by one that died", async () => {
    const { database, shop } = models;
    await models.staff.ask(order, "o-late").initializeOrder(content);
    await models.project();
    await models.forget();
    const dies: typeof shop.runtime.list = async (of, page) => {
      if (of.name === pricing.name && (await database.placedOrder.count({ where: { orderId: "o-late" } })) > 0)
        throw new Killed("after the orders");
      return shop.runtime.list(of, page);
    };
    const runtime = { ...shop.runtime, list: dies };
    await expect(models.project({ runtime })).rejects.toThrow(Killed);
    await destroy(order, "o-late");
    await models.project();
    expect(await database.placedOrder.count({ where: { orderId: "o-late" } })).toBe(0);
  });

  test("text that PostgreSQL cannot hold does not stop it", async () => {
    await models.make("odd", { name: "a\0b\ud83d", description: "\ude00", tags: ["\0"] });
    await models.project();
    expect(await models.database.catalogueProduct.findUnique({ where: { productId: "odd" } })).toMatchObject({
      name: "a\ufffdb\ufffd",
      description: "\ufffd",
    });
  });

  test("killed at any point while it follows, it neither skips nor doubles", async () => {
    await models.project();
    let points = 0;
    for (let died = true; died; ) {
      points += 1;
      await trade(`follow${points % 3}`);
      const death = dieAt(points);
      await models.project(death).catch((error: unknown) => expect(error).toBeInstanceOf(Killed));
      died = death.died;
      await models.project();
      const followed = await everything();
      await models.forget();
      await models.project();
      expect(followed).toEqual(await everything());
    }
    expect(points).toBeGreaterThan(8);
  });

  test("killed at any point while it makes all again, it ends with the same", async () => {
    await trade("fill");
    await models.project();
    const expected = await everything();
    let points = 0;
    for (let died = true; died; ) {
      points += 1;
      await models.database.projection.updateMany({ data: { cursor: "1-1" } });
      const death = dieAt(points);
      await models.project(death).catch((error: unknown) => expect(error).toBeInstanceOf(Killed));
      died = death.died;
      await models.project();
      expect(await everything()).toEqual(expected);
    }
    expect(points).toBeGreaterThan(12);
  });

  test("several at once write each change once", async () => {
    await Promise.all([models.project(), models.project(), trade("many"), models.project()]);
    await Promise.all([models.project(), models.project()]);
    const together = await everything();
    await models.forget();
    await models.project();
    expect(together).toEqual(await everything());
  });

  test("one that was paused before it writes does not bring the past back", async () => {
    await models.make("p1", { name: "Old" });
    await models.project();
    await models.make("p1", { name: "Older" });
    const { promise: paused, resolve: goOn } = Promise.withResolvers<void>();
    const reached = Promise.withResolvers<void>();
    const slow = {
      ...models.shop.runtime,
      as: (caller: Parameters<typeof models.shop.runtime.as>[0]) => {
        const outside = models.shop.runtime.as(caller);
        const query = ((of: typeof product, id: string) => {
          const handle = outside.query(of, id);
          return {
            ...handle,
            getProduct: async () => {
              const found = await handle.getProduct();
              reached.resolve();
              await paused;
              return found;
            },
          };
        }) as unknown as typeof outside.query;
        return { ...outside, query };
      },
    };
    const sleeper = models.project({ runtime: slow });
    await reached.promise;
    await models.make("p1", { name: "New" });
    await models.project();
    goOn();
    await sleeper;
    const row = await models.database.catalogueProduct.findUnique({ where: { productId: "p1" } });
    expect(row).toMatchObject({ name: "New" });
  });

  test("rows of a partition that is made again go first, also those of other divisions", async () => {
    await models.make("p1");
    await models.project();
    const { database } = models;
    const [row] = await database.catalogueProduct.findMany({ where: { productId: "p1" } });
    if (!row) throw new Error("p1 was not projected");
    await database.catalogueProduct.createMany({
      data: [
        { ...row, productId: "ghost" },
        { ...row, productId: "elsewhere", partition: 7 },
      ],
    });
    await database.catalogueProduct.update({ where: { productId: "p1" }, data: { version: 1_000, name: "Wrong" } });
    const projector = createPartitionProjector({ ...models, runtime: models.shop.runtime });
    for (const place of await readPlaces(database, 2)) expect(await projector.reset(place)).toBe(true);
    await models.project();
    const ids = (await database.catalogueProduct.findMany()).map(({ productId }) => productId);
    expect(ids).toContain("p1");
    expect(ids).not.toContain("ghost");
    expect(ids).not.toContain("elsewhere");
    expect(await database.catalogueProduct.findUnique({ where: { productId: "p1" } })).toMatchObject({
      name: "Mug p1",
    });
  });

  test("what agents without rows commit is passed over unread, and what comes after it is not", async () => {
    const { database, shop, feeds } = models;
    const fill = async (round: number) => {
      for (let n = 0; n < 20; n++) {
        await models.staff.ask(cart, `u${n}`).updateEmail({ email: `ada${round}@example.com` });
      }
    };
    await fill(0);
    await models.project();
    let entriesRead = 0;
    const counted: typeof feeds = {
      ...feeds,
      async feed(...which) {
        const entries = await feeds.feed(...which);
        entriesRead += entries.length;
        return entries;
      },
    };
    const projector = createPartitionProjector({ database, feeds: counted, runtime: shop.runtime });
    const advance = async () => {
      for (const place of await readPlaces(database, 2)) expect(await projector.advance(place)).toBe("idle");
    };
    const news = () => Promise.all([0, 1].map((partition) => projector.hasNews(partition)));
    expect(await news()).toEqual([true, true]);
    // the first time all is read
    await advance();
    expect(await news()).toEqual([false, false]);
    await fill(1);
    entriesRead = 0;
    await advance();
    const ends = await Promise.all([0, 1].map((partition) => feeds.feedEnd(partition)));
    expect((await readPlaces(database, 2)).map(({ cursor }) => cursor)).toEqual(ends.map((end) => end?.cursor ?? null));
    expect(entriesRead).toBe(2);
    await fill(2);
    expect(await news()).toEqual([false, false]);
    await models.make("p1", { name: "After the carts" });
    await fill(3);
    expect((await news()).filter(Boolean)).toHaveLength(1);
    await advance();
    expect(await database.catalogueProduct.findMany({ where: { productId: "p1" } })).toMatchObject([
      { name: "After the carts" },
    ]);
    expect(await news()).toEqual([false, false]);
    await fill(4);
    expect(await projectionLag(database, feeds, shop.clock.now())).toMatchObject({ entries: 0, milliseconds: 0 });
  });

  test("a commit wakes it long before it would look by itself", async () => {
    const { database, feeds, shop } = models;
    const clock = createVirtualClock(0);
    const rows = () => database.catalogueProduct.count({ where: { name: "Woken" } });
    const projector = runProjector({ database, feeds, runtime: shop.runtime, clock, log: () => {} });
    await expect.poll(async () => (await readPlaces(database, 2)).every(({ ready }) => ready)).toBe(true);
    await models.make("p1", { name: "Woken" });
    await shop.clock.advance(100);
    const rowsSoon = async () => {
      await clock.advance(5);
      return rows();
    };
    await expect.poll(rowsSoon, { timeout: 15_000 }).toBe(1);
    expect(clock.monotonic()).toBeLessThan(2_000);
    await projector.stop();
  });

  test("it knows how far it is behind", async () => {
    const lag = () => projectionLag(models.database, models.feeds, models.shop.clock.now());
    await models.make("p1");
    expect(await lag()).toMatchObject({ rebuilding: 2 });
    await models.project();
    await models.make("p0");
    await models.make("p1");
    await models.project();
    expect(await lag()).toEqual({ entries: 0, milliseconds: 0, rebuilding: 0 });
    await models.make("p1");
    await models.shop.clock.advance(1_500);
    await models.make("p1");
    const { entries, milliseconds } = await lag();
    expect(entries).toBe(2);
    expect(milliseconds).toBeGreaterThanOrEqual(1_500);
    await models.project();
    expect(await lag()).toEqual({ entries: 0, milliseconds: 0, rebuilding: 0 });
  });
});
