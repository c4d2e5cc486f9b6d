import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { order } from "#agents/order/order.contract.ts";
import { content } from "#agents/testing/shop.ts";
import type { OrderIndex, OrderPlace } from "#server/api/order-index.ts";
import { databases, type TestPostgres } from "#server/testing/postgres-server.ts";
import { openReadModels, type ReadModels } from "../testing/open-read-models.ts";
import { createOrderIndex } from "./order-index.ts";

describe.each(databases)("the index of orders on %s", (_name, start) => {
  let server: TestPostgres;
  let models: ReadModels;
  let index: OrderIndex;
  beforeAll(async () => {
    server = await start();
    models = await openReadModels(server.url);
    index = createOrderIndex(models.database);
  });
  afterAll(async () => {
    await models?.close();
    await server?.stop();
  });
  beforeEach(async () => {
    await models.forget();
    await models.database.user.deleteMany();
  });

  /** Places an order under this number, at the shop's time. */
  async function place(orderId: string, about: { userId?: string; email?: string } = {}) {
    await models.staff.ask(order, orderId).initializeOrder({ ...content, ...about });
  }

  async function found(asked: Partial<Parameters<OrderIndex["find"]>[0]> = {}) {
    return (await index.find({ limit: 100, ...asked })).orderIds;
  }

  test("orders come newest first, page by page, each once, also those of one moment", async () => {
    const batch = "page";
    for (const n of [1, 2, 3]) await place(`${batch}-a${n}`);
    await models.shop.clock.advance(5_000);
    for (const n of [1, 2]) await place(`${batch}-b${n}`);
    await models.project();
    const seen: string[] = [];
    let after: OrderPlace | undefined;
    do {
      const page = await index.find({ limit: 2, after, text: batch });
      expect(page.orderIds.length).toBeLessThanOrEqual(2);
      seen.push(...page.orderIds);
      after = page.next ?? undefined;
    } while (after);
    expect(seen).toEqual(["b2", "b1", "a3", "a2", "a1"].map((end) => `${batch}-${end}`));
  });

  test("orders are parted and counted by status, within what was searched", async () => {
    for (const n of [1, 2, 3, 4]) await place(`status-${n}`, { email: "cleo@example.com" });
    await place("other-1", { email: "dora@example.com" });
    await models.staff.ask(order, "status-2").shipOrder();
    await models.staff.ask(order, "status-3").cancelOrder();
    await models.project();
    const text = "cleo@";
    expect(await found({ status: "new", text })).toEqual(["status-4", "status-1"]);
    expect(await found({ status: "shipped", text })).toEqual(["status-2"]);
    expect(await found({ status: "cancelled", text })).toEqual(["status-3"]);
    expect(await index.count(text)).toEqual({ new: 2, shipped: 1, cancelled: 1 });
    expect((await index.count()).new).toBeGreaterThan(2);
  });

  test("an order is found by the beginning of its number, a part of its e-mail address, and its shopper", async () => {
    await place("Num-123", { userId: "shopper-of-123", email: "Odd_Name%@example.com" });
    await place("num-999", { userId: "somebody", email: "oddXname@example.com" });
    await models.project();
    expect(await found({ text: "num-1" })).toEqual(["Num-123"]);
    expect(await found({ text: "m-123" })).toEqual([]);
    expect(await found({ text: "odd_NAME%@" })).toEqual(["Num-123"]);
    expect(await found({ text: "shopper-of-123" })).toEqual(["Num-123"]);
    expect(await found({ text: "shopper-of" })).toEqual([]);
    for (const strange of ["'; DROP TABLE placed_order; --", "\0", "\ud83d", "%", "_%"])
      expect(await found({ text: `nothing ${strange}` })).toEqual([]);
  });

  test("an order is found by the address of the account it belongs to, and never by a guest's placeholder", async () => {
    const user = (id: string, email: string, isAnonymous: boolean) =>
      models.database.user.create({ data: { id, name: id, email, shopperId: `shopper-${id}`, isAnonymous } });
    await user("eve", "eve@accounts.test", false);
    await user("gus", "temp-gus@accounts.test", true);
    await place("eves-1", { userId: "shopper-eve", email: "gift@example.com" });
    await place("guss-1", { userId: "shopper-gus", email: "gus@example.com" });
    await models.project();
    expect(await found({ text: "accounts.test" })).toEqual(["eves-1"]);
  });
});
