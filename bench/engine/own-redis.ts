import { setTimeout as wait } from "node:timers/promises";
import { Redis } from "ioredis";
import { startRedis, type TestRedis } from "#server/testing/redis-server.ts";

/** A Redis that has all on disk before it answers; it ends once the fetches that others have left in it are over. */
export async function ownRedis(opened: AsyncDisposableStack): Promise<TestRedis> {
  const redis = await startRedis();
  opened.defer(async () => {
    const admin = new Redis(redis.url);
    // a fetch waits for a second at most; whoever stays longer is not waited for
    for (let looks = 0; looks < 30 && (await clients(admin)) > 1; looks++) await wait(100);
    admin.disconnect();
    await redis.stop();
  });
  return redis;
}

const clients = async (admin: Redis): Promise<number> =>
  Number(/connected_clients:(\d+)/.exec(await admin.info("clients"))?.[1] ?? 0);
