import { Redis } from "ioredis";
import { partitionOf } from "#runtime/partition.ts";
import { createKeys, partitionCountKey } from "#runtime/redis/keys.ts";

type Where = { redisUrl: string; namespace: string };

/**
 * Gives an agent that has never committed a state that nobody can read, as a damaged disk or a bad tool would: its
 * commands become dead letters. The answer mends it: it has never committed again.
 */
export async function damageAgent({ redisUrl, namespace }: Where, agent: string): Promise<() => Promise<void>> {
  const withRedis = async <T>(work: (redis: Redis) => Promise<T>) => {
    const redis = new Redis(redisUrl);
    return work(redis).finally(() => redis.disconnect());
  };
  const partitions = Number(await withRedis((redis) => redis.get(partitionCountKey(namespace))));
  const keys = createKeys(namespace, partitions).partition(partitionOf(agent, partitions));
  const own = [keys.agent(agent), keys.snapshot(agent)] as const;
  await withRedis(async (redis) => {
    if ((await redis.exists(...own)) > 0) throw new Error(`${agent} has committed`);
    const head = { v: 1, last: "damaged", at: 1, created: 1, schema: 1, sv: 1, slast: "damaged", sb: 7, pb: 0 };
    await redis.multi().set(own[1], "damaged").hset(own[0], head).exec();
  });
  return async () => void (await withRedis((redis) => redis.del(...own)));
}
