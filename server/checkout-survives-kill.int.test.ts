import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cart } from "#agents/cart/cart.contract.ts";
import { order } from "#agents/order/order.contract.ts";
import { createAgents } from "#agents/registry.ts";
import { shoppingAssistant } from "#agents/shopping-assistant/shopping-assistant.contract.ts";
import { createRuntime, type RuntimeProcess } from "#runtime/create-runtime.ts";
import { openRedis } from "#runtime/redis/open-redis.ts";
import { expectOnePurchase, fillCart } from "./testing/one-purchase.ts";
import { startRedis, type TestRedis } from "./testing/redis-server.ts";

const childFile = fileURLToPath(new URL("./testing/shop-child.ts", import.meta.url));

let redis: TestRedis;
let door: RuntimeProcess;
let closePorts: () => Promise<void>;
const children = new Set<ChildProcess>();

beforeAll(async () => {
  redis = await startRedis();
  const ports = await openRedis({ url: redis.url, namespace: "killed", partitions: 2, log: () => {} });
  closePorts = ports.close;
  door = await createRuntime({ agents: createAgents(), ports, log: () => {} });
});

afterAll(async () => {
  for (const child of children) child.kill("SIGKILL");
  await door.close();
  await closePorts();
  await redis.stop();
});

async function startChild(): Promise<ChildProcess> {
  const child = fork(childFile, [redis.url, "killed"], { stdio: ["ignore", "inherit", "inherit", "ipc"] });
  children.add(child);
  await once(child, "message");
  return child;
}

/** All orders of this test's shoppers are told apart by their shopper; so many exist at all. */
const orderCount = () => door.count(order);

describe("a checkout whose process is killed with SIGKILL", () => {
  const points = [
    ["after it was accepted", "after-accept:cart"],
    ["after its turn record was opened", "after-turn-record:cart"],
    ["after the order's commit", "after-commit:order"],
    ["after the history's commit", "after-commit:purchaseHistory"],
    ["before the cart's commit", "before-commit:cart"],
    ["after the cart's commit", "after-commit:cart"],
    ["before the reply", "before-reply:cart"],
    ["before the outbox is relayed", "before-relay:shoppingAssistant"],
  ] as const;

  /** What took over from the last one killed is the next to be killed. */
  let running: ChildProcess | undefined;
  afterAll(() => running?.kill("SIGKILL"));

  it.each(points)("%s is one purchase after the restart, repeated under its key or not", async (_, failpoint) => {
    const before = await orderCount();
    for (const repeated of [true, false]) {
      const shopper = `s-${failpoint.replace(":", "-")}-${repeated}`;
      const child = running ?? (await startChild());
      const quote = await fillCart(door, shopper);
      child.send({ shopper, key: "buy", quote, failpoint, end: "kill" });
      const [, signal] = await once(child, "exit");
      expect(signal).toBe("SIGKILL");
      running = await startChild();
      const again = repeated
        ? await door.as({ kind: "shopper", id: shopper }).ask(cart, shopper, { key: "buy" }).checkout({ quote })
        : undefined;
      const orderId = await expectOnePurchase(door, shopper);
      if (again) expect(again).toEqual({ ok: true, value: { orderId } });
    }
    expect(await orderCount()).toBe(before + 2);
  });

  it("on receipt of its answer, before the told message is delivered, tells it after the restart", async () => {
    const child = running ?? (await startChild());
    const quote = await fillCart(door, "s-outside");
    const answered = once(child, "message");
    child.send({ shopper: "s-outside", key: "buy", quote, failpoint: "before-relay:shoppingAssistant", end: "hold" });
    const [{ result }] = (await answered) as [{ result: { ok: true; value: { orderId: string } } }];
    expect(
      (await door.as({ kind: "system", id: "tests" }).query(shoppingAssistant, "s-outside").getRequests()).count,
    ).toBe(0);
    child.kill("SIGKILL");
    await once(child, "exit");
    running = await startChild();
    expect(await expectOnePurchase(door, "s-outside")).toBe(result.value.orderId);
  });
});

describe("an acknowledged command", () => {
  it("is there after the Redis under it was killed and started again", async () => {
    const child = await startChild();
    const quote = await fillCart(door, "s-redis");
    const answered = once(child, "message");
    child.send({ shopper: "s-redis", key: "buy", quote });
    await answered;
    await redis.restart();
    await expectOnePurchase(door, "s-redis");
    child.kill("SIGKILL");
  });
});
