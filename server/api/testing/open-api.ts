import { onTestFinished } from "vitest";
import { pricing } from "#agents/pricing/pricing.contract.ts";
import { product } from "#agents/product/product.contract.ts";
import type { Facets } from "#agents/product-search/product-search.contract.ts";
import { createAgents, type Outside } from "#agents/registry.ts";
import { testRuntime } from "#runtime/testing/test-runtime.ts";
import type { ApiKey, ApiKeys } from "#server/auth/api-keys.ts";
import { feedsOf } from "#server/db/projector/feed-place.ts";
import { createLive } from "#server/live/create-live.ts";
import { createFeedWatcher } from "#server/live/feed-watcher.ts";
import { type ApiDependencies, createContext } from "../context.ts";
import { createCaller } from "../root.ts";
import { memoryAccounts, memoryAttempts, memoryStaffRoles } from "./memory-accounts.ts";
import { memoryOrderIndex } from "./memory-order-index.ts";
import { memorySessions } from "./memory-sessions.ts";

export const apiKey = "key-of-the-shop";

export const address = {
  street: "Main St 1",
  city: "Springfield",
  stateOrRegion: "IL",
  country: "US",
  postalCode: "62701",
};

/** The API on real agents in memory, with a mug and a bowl on the shelf, and the shoppers `ann` and `ben`; closed with the test. */
export async function openApi({
  recommend = recommendTheBowl,
  facets = null,
}: Pick<Outside, "recommend"> & { facets?: Facets | null } = {}): Promise<OpenApi> {
  const shop = await testRuntime({ agents: createAgents({ recommend }) });
  onTestFinished(() => shop.stop());
  const sessions = memorySessions();
  sessions.add("ann");
  sessions.add("ben");
  const accounts = memoryAccounts();
  const staffRoles = memoryStaffRoles();
  const attempts = memoryAttempts();
  const orderIndex = memoryOrderIndex(shop.runtime);
  const dependencies: ApiDependencies = {
    runtime: { ...shop.runtime, as: shop.as },
    catalogue: { listProducts: (page) => shop.clock.runUntil(shop.runtime.list(product, page)) },
    countFacets: async () => facets,
    people: { namesOf: async () => new Map([["staff:user-staff", "Eve"]]) },
    now: () => shop.clock.now(),
    productTable: { find: async () => Promise.reject(new Error("away")) },
    orderIndex,
    sessions,
    accounts,
    staffRoles,
    attempts,
    live: createLive({
      runtime: shop,
      watcher: createFeedWatcher({
        feeds: feedsOf(shop.ports),
        onCommits: shop.runtime.onCommits,
        clock: shop.clock,
        log,
      }),
      clock: shop.clock,
      log,
    }),
    apiKeys: keysInMemory(),
    admitGuest: () => sessions.made < 3,
  };
  const system = shop.as({ kind: "system", id: "test" });
  for (const id of ["bowl", "mug"]) {
    await system.ask(product, id).initializeProduct({ name: id, brand: "Clay & Co", description: "", tags: [] });
    const listPrices = [{ price: { amount: 1_250, currency: "USD" }, region: "global" }];
    await system.ask(pricing, id).initializePricing({ msrpPrices: [], listPrices, salePrices: [] });
  }
  const request: OpenApi["request"] = (given) => {
    const cookies: string[] = [];
    const setCookie = given.page ? null : (cookie: string) => void cookies.push(cookie);
    const headers = new Headers(given.headers);
    return { api: createCaller(createContext(dependencies, { headers, address: "203.0.113.7", setCookie })), cookies };
  };
  return {
    dependencies,
    sessions,
    accounts,
    staffRoles,
    attempts,
    shop,
    clock: shop.clock,
    orderIndex,
    system,
    request,
    as: (cookie) => request({ headers: { cookie } }).api,
  };
}

const log = () => {};

const recommendTheBowl: Outside["recommend"] = async () => ({
  ok: true,
  value: { products: [{ productId: "bowl", reason: "It goes with a mug." }], brands: ["Clay & Co"], model: "test" },
});

export interface OpenApi {
  dependencies: ApiDependencies;
  sessions: ReturnType<typeof memorySessions>;
  accounts: ReturnType<typeof memoryAccounts>;
  staffRoles: ReturnType<typeof memoryStaffRoles>;
  attempts: ReturnType<typeof memoryAttempts>;
  shop: Awaited<ReturnType<typeof testRuntime>>;
  /** What is followed is told when time passes. */
  clock: Awaited<ReturnType<typeof testRuntime>>["clock"];
  orderIndex: ReturnType<typeof memoryOrderIndex>;
  system: ReturnType<Awaited<ReturnType<typeof testRuntime>>["as"]>;
  request(given: { headers?: Record<string, string>; page?: boolean }): {
    api: ReturnType<typeof createCaller>;
    /** What the response would set. */
    cookies: string[];
  };
  as(cookie: string): ReturnType<typeof createCaller>;
}

/** Knows the key from the second time on, as the database's keys are known. */
function keysInMemory(): ApiKeys {
  const found = new Map<string, ApiKey>();
  return {
    known: (key) => found.get(key),
    async find(key) {
      if (key !== apiKey) return null;
      const answer = { id: "key1", ownerId: "owner" };
      found.set(key, answer);
      return answer;
    },
  };
}
