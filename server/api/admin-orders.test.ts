import { describe, expect, test } from "vitest";
import { order } from "#agents/order/order.contract.ts";
import { content } from "#agents/testing/shop.ts";
import { apiKey, type OpenApi, openApi } from "./testing/open-api.ts";

/** A shop with three orders that were placed one after the other, `o3` last, and a member of staff of each role. */
async function openWithOrders() {
  const shop = await openApi();
  for (const role of ["viewer", "merchandiser", "publisher", "admin"] as const) shop.sessions.add(role, role);
  for (const orderId of ["o1", "o2", "o3"]) await place(shop, orderId);
  return shop;
}

async function place(shop: OpenApi, orderId: string) {
  await shop.clock.advance(1);
  await shop.system.ask(order, orderId).initializeOrder(content);
}

const idsOf = ({ orders }: { orders: { orderId: string }[] }) => orders.map(({ orderId }) => orderId);

describe("the list of orders", () => {
  test("has the newest first, page by page", async () => {
    const { admin } = (await openWithOrders()).as("viewer");
    const first = await admin.orders.list({ limit: 2 });
    expect(idsOf(first)).toEqual(["o3", "o2"]);
    const rest = await admin.orders.list({ limit: 2, cursor: first.cursor ?? "" });
    expect([idsOf(rest), rest.cursor]).toEqual([["o1"], null]);
  });

  test("is by status, with the numbers of all", async () => {
    const shop = await openWithOrders();
    const { admin } = shop.as("admin");
    await admin.orders.ship({ orderId: "o1" });
    await admin.orders.cancel({ orderId: "o2" });
    expect(idsOf(await admin.orders.list({ status: "shipped" }))).toEqual(["o1"]);
    expect(idsOf(await admin.orders.list({ status: "new" }))).toEqual(["o3"]);
    expect((await admin.orders.list({})).counts).toEqual({ new: 1, shipped: 1, cancelled: 1 });
    expect(idsOf(await admin.orders.list({ text: "nobody" }))).toEqual([]);
  });

  test("shows what an order is now where the index is behind", async () => {
    const shop = await openWithOrders();
    shop.orderIndex.find = async () => ({ orderIds: ["o3", "o2", "o1", "gone"], next: null });
    await shop.as("admin").admin.orders.ship({ orderId: "o2" });
    const { admin } = shop.as("viewer");
    expect(idsOf(await admin.orders.list({ status: "new" }))).toEqual(["o3", "o1"]);
    expect((await admin.orders.list({})).orders.map(({ orderStatus }) => orderStatus)).toEqual([
      "new",
      "shipped",
      "new",
    ]);
  });

  test("cannot be asked for while the index is away, and an order still can", async () => {
    const shop = await openWithOrders();
    shop.orderIndex.away = true;
    const { admin } = shop.as("viewer");
    await expect(admin.orders.list({})).rejects.toMatchObject({ code: "SERVICE_UNAVAILABLE" });
    expect(await admin.orders.get({ orderId: "o1" })).toMatchObject({ order: { orderId: "o1" } });
  });

  test.each(["", "o1", "2026-01-01_o1", "2026-01-01T00:00:00.000Z_a/b", "0000-01-01T00:00:00.000Z_o1", "'_o1"])(
    "goes on from no place that it never gave: %j",
    async (cursor) => {
      const { admin } = (await openWithOrders()).as("viewer");
      await expect(admin.orders.list({ cursor })).rejects.toMatchObject({ code: "BAD_REQUEST" });
    },
  );
});

describe("an order", () => {
  test("tells what has happened to it and who it was, the newest first", async () => {
    const shop = await openWithOrders();
    shop.sessions.add("staff", "publisher");
    await shop.as("staff").admin.orders.ship({ orderId: "o1" });
    const { order: found, timeline } = await shop.as("viewer").admin.orders.get({ orderId: "o1" });
    expect(found).toMatchObject({ orderStatus: "shipped", userId: "u1" });
    expect(timeline).toMatchObject([
      { method: "shipOrder", who: { kind: "staff", id: "user-staff", name: "Eve" } },
      { method: "initializeOrder", who: { kind: "system", id: "test", name: null } },
    ]);
    expect(timeline.map(({ at }) => at)).toEqual([found.updatedAt, found.createdAt]);
  });

  test.each(["unknown", "🌾", "", "a/b"])("that does not exist is not found: %j", async (orderId) => {
    const { admin } = (await openWithOrders()).as("viewer");
    await expect(admin.orders.get({ orderId })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  test("is shipped once under one key, and refused in its own words after that", async () => {
    const shop = await openWithOrders();
    const { admin } = shop.as("admin");
    for (let n = 0; n < 2; n++)
      expect(await admin.orders.ship({ orderId: "o1", key: "click-1" })).toMatchObject({ ok: true });
    const refused = { ok: false, error: { code: "action_not_allowed", detail: { status: "shipped" } } };
    expect(await admin.orders.ship({ orderId: "o1", key: "click-2" })).toEqual(refused);
    expect(await admin.orders.cancel({ orderId: "o1", key: "click-3" })).toEqual(refused);
    expect(await admin.orders.cancel({ orderId: "unknown" })).toMatchObject({ error: { code: "not_found" } });
    expect((await admin.orders.get({ orderId: "o1" })).timeline).toHaveLength(2);
  });

  test("is shipped and cancelled by whoever may write, and by a program's key", async () => {
    const shop = await openWithOrders();
    const { api } = shop.request({ headers: { "x-api-key": apiKey } });
    expect(await shop.as("merchandiser").admin.orders.ship({ orderId: "o1" })).toMatchObject({ ok: true });
    expect(await shop.as("publisher").admin.orders.cancel({ orderId: "o2" })).toMatchObject({ ok: true });
    expect(await api.admin.orders.cancel({ orderId: "o3" })).toMatchObject({ ok: true });
    const { timeline } = await shop.as("viewer").admin.orders.get({ orderId: "o3" });
    expect(timeline[0]).toMatchObject({ method: "cancelOrder", who: { kind: "key", id: "key1" } });
  });
});
