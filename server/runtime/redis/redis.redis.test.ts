import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe } from "vitest";
import { startRedis, type TestRedis } from "#server/testing/redis-server.ts";
import type { ContractWorld } from "../testing/contract-world.ts";
import { describeBus } from "../testing/describe-bus.ts";
import { describeModel } from "../testing/describe-model.ts";
import { describeQueues } from "../testing/describe-queues.ts";
import { describeStore } from "../testing/describe-store.ts";
import { openRedis, type RedisPorts } from "./open-redis.ts";

describe("Redis", () => {
  let redis: TestRedis;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.stop());

  const openWorld = async (): Promise<ContractWorld> => {
    const namespace = randomUUID();
    const opened: RedisPorts[] = [];
    const connect = async () => {
      const ports = await openRedis({ url: redis.url, namespace, partitions: 4, log: () => undefined });
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

  describeStore(openWorld);
  describeModel(openWorld);
  describeQueues(openWorld);
  describeBus(openWorld);
});
