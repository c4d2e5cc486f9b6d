import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startRedisCluster, type TestCluster } from "#server/testing/redis-cluster.ts";
import { Unavailable } from "../ports.ts";
import type { ContractWorld } from "../testing/contract-world.ts";
import { describeBus } from "../testing/describe-bus.ts";
import { describeQueues } from "../testing/describe-queues.ts";
import { describeStore } from "../testing/describe-store.ts";
import { aMessage } from "../testing/samples.ts";
import { openRedis, type RedisPorts } from "./open-redis.ts";

describe("a Redis Cluster of three nodes", () => {
  let cluster: TestCluster;
  beforeAll(async () => {
    cluster = await startRedisCluster(3);
  });
  afterAll(() => cluster.stop());

  const openWorld = async (): Promise<ContractWorld> => {
    const namespace = randomUUID();
    const opened: RedisPorts[] = [];
    const connect = async () => {
      const ports = await openRedis({ url: cluster.url, namespace, partitions: 4, log: () => undefined });
      opened.push(ports);
      return ports;
    };
    return {
      ...(await connect()),
      connect,
      pass: (ms) => new Promise((resolve) => void setTimeout(resolve, ms)),
      close: async () => {
        await Promise.all(opened.map((ports) => ports.close()));
      },
    };
  };

  test("each node holds the keys and the queues of its share of the partitions", async () => {
    const ports = await openRedis({ url: cluster.url, namespace: "spread", partitions: 6, log: () => undefined });
    for (let partition = 0; partition < 6; partition++) {
      await ports.store.claim(partition, "silo-a", 60_000);
      await ports.queues.add({ partition, lane: "main", kind: "doors" }, [aMessage()]);
    }
    const held = await Promise.all(cluster.nodes.map((node) => node.keys()));
    const partitionsOf = (keys: string[], suffix: string) =>
      keys.flatMap((key) => new RegExp(`^{spread:(\\d)[^}]*}:${suffix}$`).exec(key)?.[1] ?? []).toSorted();
    const shares = [
      ["0", "1"],
      ["2", "3"],
      ["4", "5"],
    ];
    expect(held.map((keys) => partitionsOf(keys, "owner"))).toEqual(shares);
    expect(held.map((keys) => partitionsOf(keys, "doors-main:wait"))).toEqual(shares);
    await ports.close();
  });

  test("one of its nodes alone is refused, with what to do", async () => {
    const [first] = cluster.nodes;
    const opened = openRedis({ url: first?.url ?? "", namespace: "alone", partitions: 4, log: () => undefined });
    await expect(opened).rejects.toThrow("name several of its nodes in REDIS_URL");
  });

  test("what a node holds that says nothing is unavailable, and goes on when it wakes", async () => {
    const patienceMs = 500;
    const ports = await openRedis({ url: cluster.url, namespace: "away", partitions: 3, log: () => {}, patienceMs });
    const pid = cluster.nodes[1]?.pid ?? 0;
    const claim = (silo: string) => ports.store.claim(1, silo, 60_000);
    expect(await claim("silo-a")).toMatchObject({ kind: "claimed" });
    process.kill(pid, "SIGSTOP");
    try {
      await expect(claim("silo-b")).rejects.toBeInstanceOf(Unavailable);
    } finally {
      process.kill(pid, "SIGCONT");
    }
    await expect
      .poll(() => claim("silo-b").catch((error: unknown) => error), { timeout: 20_000 })
      .toMatchObject({ kind: "held", by: "silo-a" });
    await ports.close();
  });

  describeStore(openWorld);
  describeQueues(openWorld);
  describeBus(openWorld);
});
