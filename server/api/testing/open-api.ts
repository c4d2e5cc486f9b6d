import { onTestFinished } from "vitest";
import { pricing } from "#agents/pricing/pricing.contract.ts";
import { product } from "#agents/product/product.contract.ts";
import type { Facets } from "#agents/product-search/product-search.contract.ts";
import { createAgents, type Outside } from "#agents/registry.ts";
import { testRuntime } from "#runtime/testing/test-runtime.ts";
import { type ApiDependencies, createContext } from "../context.ts";
import { createCaller } from "../root.ts";
import { memoryAccounts, memoryAttempts, memoryStaffRoles } from "./memory-accounts.ts";
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
export async function openApi({ facets = null }: { facets?: Facets | null } = {}): Promise<OpenApi> {
  const shop = await testRuntime({ agents: createAgents({ recommend: recommendTheBowl }) });
  onTestFinished(() => shop.stop());
  const sessions = memorySessions();
  sessions.add("ann");
  sessions.add("ben");
  const accounts = memoryAccounts();
  const staffRoles = memoryStaffRoles();
  const attempts = memoryAttempts();
  const dependencies: ApiDependencies = {
    runtime: shop,
    catalogue: { listProducts: (page) => shop.clock.runUntil(shop.runtime.list(product, page)) },
    countFacets: async () => facets,
    sessions,
    accounts,
    staffRoles,
    attempts,
    apiKeys: { find: async (key) => (key === apiKey ? { id: "key1", ownerId: "owner" } : null) },
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
    system,
    request,
    as: (cookie) => request({ headers: { cookie } }).api,
  };
}

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
  system: ReturnType<Awaited<ReturnType<typeof testRuntime>>["as"]>;
  request(given: { headers?: Record<string, string>; page?: boolean }): {
    api: ReturnType<typeof createCaller>;
    /** What the response would set. */
    cookies: string[];
  };
  as(cookie: string): ReturnType<typeof createCaller>;
}
