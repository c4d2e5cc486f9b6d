import { z } from "zod";
import { order } from "#agents/order/order.contract.ts";
import { pricing, RevisedPricing } from "#agents/pricing/pricing.contract.ts";
import { createAgents } from "#agents/registry.ts";
import { shoppingAssistant } from "#agents/shopping-assistant/shopping-assistant.contract.ts";
import { createRuntime } from "#runtime/create-runtime.ts";
import { openRedis } from "#runtime/redis/open-redis.ts";
import { WireCart } from "#server/rest/wire-cart.ts";
import { WireOrder, WireSummary } from "#server/rest/wire-order.ts";
import { WirePricing } from "#server/rest/wire-pricing.ts";
import { httpCaller } from "../../http-call.ts";
import type { SeenCart, SeenOrder } from "./judge-cart.ts";
import type { SeenPrices } from "./judge-prices.ts";
import type { SeenTells } from "./judge-tells.ts";

export interface ShopReader {
  cart(shopper: string): Promise<SeenCart>;
  prices(product: string): Promise<SeenPrices>;
  tells(assistant: string): Promise<SeenTells>;
  deadLetters(): Promise<number>;
  /** Commits that the read models lack. */
  lag(): Promise<number>;
  close(): Promise<void>;
}

type Place = { url: string; apiKey: string; redisUrl: string; partitions: number };

const amountOf = (price: number) => Math.round(price * 100);

/** Reads carts, orders and prices through the REST door, and beneath the doors the journals and what has no door. */
export async function openShopReader({ url, apiKey, redisUrl, partitions }: Place): Promise<ShopReader> {
  const call = httpCaller(url, 20_000, 16);
  const log = () => {};
  const ports = await openRedis({ url: redisUrl, namespace: "granary", partitions, log });
  const runtime = await createRuntime({ agents: createAgents(), ports, log });
  const { query } = runtime.as({ kind: "system", id: "checker" });

  async function read<S extends z.ZodType>(path: string, schema: S): Promise<z.output<S> | undefined> {
    const { status, body } = await call({ method: "GET", path, headers: { "x-api-key": apiKey } });
    if (status === 404) return undefined;
    if (status !== 200) throw new Error(`${path} answered ${status}`);
    return schema.parse(JSON.parse(body));
  }

  async function readOrder(orderId: string): Promise<SeenOrder> {
    const found = await read(`/v1/order/${orderId}`, z.object({ ok: WireOrder }));
    const { entries } = await runtime.history(order, orderId, { states: false });
    return { orderId, commits: entries.length, ...basketOf(found?.ok) };
  }

  return {
    async cart(shopper) {
      const found = await read(`/v1/cart/${shopper}`, z.object({ ok: WireCart }));
      const listed = await read(`/v1/user/${shopper}/orders`, z.object({ ok: z.array(WireSummary) }));
      const orderIds = (listed?.ok ?? []).map((summary) => summary["order-id"]).toReversed();
      const orders: SeenOrder[] = [];
      for (const orderId of orderIds) orders.push(await readOrder(orderId));
      return { cart: basketOf(found?.ok), orders };
    },

    async prices(product) {
      const states: Map<string, number>[] = [];
      for (let before: number | undefined; ; ) {
        const page = await runtime.history(pricing, product, { limit: 200, ...(before !== undefined && { before }) });
        for (const { state } of page.entries) states.unshift(regionsOf(RevisedPricing.parse(state)));
        before = page.cursor;
        if (before === undefined) break;
      }
      const commits = states.map((state, i) => {
        const previous = states[i - 1] ?? new Map<string, number>();
        return [...state].filter(([region, amount]) => previous.get(region) !== amount);
      });
      const found = await read(`/v1/pricing/${product}`, z.object({ ok: WirePricing }));
      return {
        commits: commits.map((commit) => commit.map(([region, amount]) => ({ region, amount }))),
        now: new Map((found?.ok["list-prices"] ?? []).map(({ region, price }) => [region, amountOf(price)])),
      };
    },

    async tells(assistant) {
      const { count, orderIds } = await query(shoppingAssistant, assistant).getRequests();
      return { count, tokens: orderIds };
    },

    deadLetters: () => runtime.countDeadLetters(),

    async lag() {
      const Ready = z.object({ projectionLag: z.object({ entries: z.number(), rebuilding: z.number() }) });
      const ready = await read("/readyz", Ready);
      return ready ? ready.projectionLag.entries + ready.projectionLag.rebuilding : Number.NaN;
    },

    async close() {
      await runtime.close();
      await ports.close();
    },
  };
}

type WireBasket = Pick<z.output<typeof WireOrder>, "items" | "email" | "billing-address">;

const basketOf = (found: WireBasket | undefined) => ({
  items: (found?.items ?? []).map((item) => ({ product: item["product-id"], quantity: item.quantity })),
  email: found?.email ?? null,
  street: found?.["billing-address"]?.street ?? null,
});

const regionsOf = ({ pricing: found }: RevisedPricing) =>
  new Map((found?.listPrices ?? []).map(({ region, price }) => [region, price.amount]));
