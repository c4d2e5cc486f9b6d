import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { cart } from "#agents/cart/cart.contract.ts";
import { createAgents } from "#agents/registry.ts";
import { createRuntime } from "#runtime/create-runtime.ts";
import { openRedis } from "#runtime/redis/open-redis.ts";
import { expectOnePurchase, fillCart } from "./testing/one-purchase.ts";
import { startRedis, type TestRedis } from "./testing/redis-server.ts";

const childFile = fileURLToPath(new URL("./testing/shop-child.ts", import.meta.url));
const children = new Set<ChildProcess>();
let redis: TestRedis;

beforeAll(async () => {
  redis = await startRedis();
});
afterAll(async () => {
  for (const child of children) child.kill("SIGKILL");
  await redis.stop();
});

/** A silo of its own process, and what it has said so far. */
async function startSilo(namespace: string) {
  const child = fork(childFile, [redis.url, namespace], { stdio: ["ignore", "inherit", "inherit", "ipc"] });
  children.add(child);
  const said: unknown[] = [];
  child.on("message", (message) => said.push(message));
  await once(child, "message");
  return {
    child,
    said,
    /** The first thing that it says of this kind, also if it has said it already. */
    async hears<T>(find: (message: unknown) => T | undefined): Promise<T> {
      for (;;) {
        for (const message of said) {
          const found = find(message);
          if (found !== undefined) return found;
        }
        await once(child, "message");
      }
    },
  };
}

const patient = { timeout: 20_000 };
const isPaused = (message: unknown) => (message === "paused" ? true : undefined);
const resultIn = (message: unknown) => (message as { result?: unknown }).result;
const lossesIn = (said: unknown[]) =>
  said.flatMap((message) => (message as { warning?: string }).warning ?? []).filter((line) => line.includes(" lost "));

describe("a silo that was stopped with SIGSTOP, replaced, and goes on with SIGCONT", () => {
  const points = [
    ["after the command was accepted", "after-accept:cart"],
    ["after its turn record was opened", "after-turn-record:cart"],
    ["before the order's commit", "before-commit:order"],
    ["after the order's commit", "after-commit:order"],
    ["after the history's commit", "after-commit:purchaseHistory"],
    ["before the cart's commit", "before-commit:cart"],
    ["after the cart's commit", "after-commit:cart"],
    ["before the reply", "before-reply:cart"],
    ["before the outbox is relayed", "before-relay:shoppingAssistant"],
  ] as const;

  // Each waits for a lease to run out, and does nothing meanwhile.
  it.concurrent.each(points)("%s is refused, says so, and there is one purchase", async (_, failpoint) => {
    const namespace = failpoint.replace(":", "-").toLowerCase();
    const ports = await openRedis({ url: redis.url, namespace, partitions: 2, log: () => {} });
    const door = await createRuntime({ agents: createAgents(), ports, log: () => {} });
    const first = await startSilo(namespace);
    const quote = await fillCart(door, "ada");
    first.child.send({ shopper: "ada", key: "buy", quote, failpoint, end: "pause" });
    await first.hears(isPaused);
    const second = await startSilo(namespace);
    const answer = await door.as({ kind: "shopper", id: "ada" }).ask(cart, "ada", { key: "buy" }).checkout({ quote });
    expect(answer).toMatchObject({ ok: true });
    const owners = () => Promise.all([0, 1].map((partition) => ports.store.ownerOf(partition)));
    await vi.waitFor(async () => expect((await owners()).map(({ epoch }) => epoch)).toEqual([2, 2]), patient);
    expect(lossesIn(first.said)).toEqual([]);

    first.child.kill("SIGCONT");
    expect(await first.hears(resultIn)).toEqual(answer);
    const lost = (partition: number) => `partition ${partition} was lost to another silo: epoch 1 is over, `;
    const both = [expect.stringContaining(lost(0)), expect.stringContaining(lost(1))];
    await vi.waitFor(() => expect(lossesIn(first.said).toSorted()).toEqual(both), patient);
    expect(await expectOnePurchase(door, "ada")).toBe(answer.ok ? answer.value.orderId : "");
    expect(lossesIn(second.said)).toEqual([]);
    for (const { child } of [first, second]) child.kill("SIGKILL");
    await door.close();
    await ports.close();
  });
});
