import { afterAll, beforeAll, expect, test } from "vitest";
import { createAgents } from "#agents/registry.ts";
import { createRuntime } from "#runtime/create-runtime.ts";
import { openRedis } from "#runtime/redis/open-redis.ts";
import { cart } from "./agents/cart/cart.contract.ts";
import { expectOnePurchase, fillCart } from "./testing/one-purchase.ts";
import { startRedisCluster, type TestCluster } from "./testing/redis-cluster.ts";

let cluster: TestCluster;
beforeAll(async () => {
  cluster = await startRedisCluster(3);
});
afterAll(() => cluster.stop());

async function startProcess() {
  const ports = await openRedis({ url: cluster.url, namespace: "shop", partitions: 6, log: () => {} });
  const runtime = await createRuntime({ agents: createAgents(), ports, log: () => {} });
  return {
    ports,
    runtime,
    async stop() {
      await runtime.drainSilo();
      await runtime.close();
      await ports.close();
    },
  };
}

test("a shop of two silos on a Redis Cluster takes orders, each once, its agents spread over all nodes", async () => {
  const [door, ...silos] = await Promise.all([startProcess(), startProcess(), startProcess()]);
  for (const { runtime } of silos) await runtime.startSilo();
  const shoppers = ["ada", "ben", "cleo", "dan", "eve", "fay"];
  const buy = async (shopper: string) => {
    const quote = await fillCart(door.runtime, shopper);
    const own = door.runtime.as({ kind: "shopper", id: shopper }).ask(cart, shopper, { key: "buy" });
    const [first, again] = await Promise.all([own.checkout({ quote }), own.checkout({ quote })]);
    expect(again).toEqual(first);
    return first.ok ? first.value.orderId : "refused";
  };
  const orders = await Promise.all(shoppers.map(buy));
  expect(new Set(orders).size).toBe(shoppers.length);
  for (const [i, shopper] of shoppers.entries()) expect(await expectOnePurchase(door.runtime, shopper)).toBe(orders[i]);
  // the orders, carts and histories lie on all of them
  for (const node of cluster.nodes) {
    expect((await node.keys()).filter((key) => key.includes(":agent:"))).not.toEqual([]);
  }
  for (const process of [...silos, door]) await process.stop();
});
