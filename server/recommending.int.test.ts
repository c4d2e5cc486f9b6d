import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { cart } from "#agents/cart/cart.contract.ts";
import { product } from "#agents/product/product.contract.ts";
import { createAgents } from "#agents/registry.ts";
import { shoppingAssistant } from "#agents/shopping-assistant/shopping-assistant.contract.ts";
import { createRuntime, type RuntimeProcess } from "#runtime/create-runtime.ts";
import { openRedis } from "#runtime/redis/open-redis.ts";
import { startModelServer } from "./assistant/testing/model-server.ts";
import { startRedis, type TestRedis } from "./testing/redis-server.ts";

const program = fileURLToPath(new URL("./main.ts", import.meta.url));
const billingAddress = {
  street: "1 Mill Lane",
  city: "Bath",
  stateOrRegion: "Somerset",
  country: "UK",
  postalCode: "BA1 1AA",
};

let redis: TestRedis;
let door: RuntimeProcess;
let closePorts: () => Promise<void>;
let silo: ChildProcess | undefined;

beforeAll(async () => {
  redis = await startRedis();
  const ports = await openRedis({ url: redis.url, namespace: "granary", partitions: 4, log: () => {} });
  closePorts = ports.close;
  door = await createRuntime({ agents: createAgents(), ports, log: () => {} });
});
afterEach(() => {
  silo?.kill("SIGKILL");
});
afterAll(async () => {
  await door?.close();
  await closePorts?.();
  await redis?.stop();
});

/** The program as it is shipped, with the demo catalogue on its shelves. */
async function startSilo(env: Record<string, string> = {}): Promise<void> {
  silo = fork(program, {
    env: {
      PATH: process.env.PATH ?? "",
      REDIS_URL: redis.url,
      DATABASE_URL: "postgresql://nobody@127.0.0.1:1/nothing",
      ROLES: "silo",
      NODE_ENV: "production",
      LOG_LEVEL: "warn",
      ...env,
    },
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  expect((await once(silo, "message"))[0]).toMatchObject({ type: "ready" });
}

async function buy(shopper: string, ...productIds: string[]): Promise<void> {
  const own = door.as({ kind: "shopper", id: shopper }).ask(cart, shopper);
  for (const productId of productIds) expect(await own.addItem({ productId, quantity: 1 })).toEqual({ ok: true });
  await own.updateEmail({ email: "ada@example.com" });
  await own.updateBillingAddress({ address: billingAddress });
  expect(await own.checkout({})).toMatchObject({ ok: true });
}

const recommended = (shopper: string) =>
  door.as({ kind: "shopper", id: shopper }).query(shoppingAssistant, shopper).getRecommendedItems();

test("a checkout in a shop without configuration is followed by what the built-in model chose", async () => {
  await startSilo();
  await buy("ada", "p004", "p001");
  await expect.poll(async () => (await recommended("ada")).updatedAt, { timeout: 20_000 }).not.toBeNull();
  const { productIds, productBrands, reasons, model, pending } = await recommended("ada");
  expect({ model, pending }).toEqual({ model: "built-in", pending: false });
  expect(productIds).toHaveLength(4);
  expect(productBrands).toHaveLength(3);
  for (const productId of productIds) {
    expect(["p004", "p001"]).not.toContain(productId);
    expect(reasons[productId]).toMatch(/\.$/);
    expect(await door.as({ kind: "shopper", id: "ada" }).query(product, productId).getProduct()).not.toBeNull();
  }
});

test("a configured model is asked with the catalogue, and answers under its name", async () => {
  const products = ["p001", "p999999", "p002"].map((productId) => ({ productId, reason: "You will like it." }));
  const server = await startModelServer({ says: JSON.stringify({ products, brands: [] }) });
  await startSilo({ AI_BASE_URL: server.baseUrl, AI_MODEL: "some-model", AI_API_KEY: "secret" });
  await buy("ben", "p004");
  await expect.poll(async () => (await recommended("ben")).model, { timeout: 20_000 }).toBe("some-model");
  expect((await recommended("ben")).productIds).toEqual(["p001", "p002"]);
  expect(server.asked).toHaveLength(1);
  expect(server.asked[0]?.headers.authorization).toBe("Bearer secret");
});
