import type { Log } from "../log.ts";
import { type Ports, Unavailable } from "../ports.ts";
import { createBullmqQueues } from "./bullmq-queues.ts";
import { connect } from "./connection.ts";
import { shownEndpoint } from "./endpoint.ts";
import { createKeys, partitionCountKey } from "./keys.ts";
import { createRedisAccess } from "./redis-access.ts";
import { createRedisBus } from "./redis-bus.ts";
import { checkServers, settlePartitions } from "./redis-checks.ts";
import { createRedisClock } from "./redis-clock.ts";
import { createRedisStore } from "./redis-store.ts";

export type RedisOptions = {
  /** `redis://…`, `rediss://…` or `unix:///path`; or several nodes of a cluster, with commas between. */
  url: string;
  namespace: string;
  /** Stored at the first start; another number is refused ever after, and unless said it is the stored one. */
  partitions?: number | undefined;
  /** Refuses a namespace in which nothing was started yet, as a tool must that would otherwise begin one by a slip. */
  mustBeSetUp?: boolean;
  log: Log;
  /** How long a call waits for a lost connection before it is `Unavailable`. */
  patienceMs?: number;
};

export interface RedisPorts extends Ports {
  /** What this server does not promise, in sentences. */
  warnings: string[];
  close(): Promise<void>;
}

/** The runtime's ports on Redis and BullMQ. Throws one clear sentence when the server is not fit or not there. */
export async function openRedis(options: RedisOptions): Promise<RedisPorts> {
  const { url, namespace, log, mustBeSetUp, patienceMs = 5000 } = options;
  const connectionTo = (name: string) => ({ url, name: `${namespace}:${name}`, log, patienceMs });
  const commands = connect(connectionTo("commands"), { gathers: true });
  const jobs = connect(connectionTo("queues"));
  const subscriber = connect(connectionTo("bus"), { autoResubscribe: false });
  const closeAll = () => {
    for (const connection of [commands, jobs, subscriber]) connection.close();
  };
  try {
    await Promise.all([commands.ready(), jobs.ready(), subscriber.ready()]);
    const warnings = await commands.run(() => checkServers(commands));
    const { partitions } = options;
    const count = await commands.run(() =>
      settlePartitions(commands.client, partitionCountKey(namespace), { partitions, mustBeSetUp }),
    );
    const keys = createKeys(namespace, count);

    const access = createRedisAccess(commands, keys, count);
    const store = createRedisStore(access);
    const clock = await createRedisClock(access, await store.horizon());
    const queues = createBullmqQueues(keys, jobs, log);
    const bus = createRedisBus(access, subscriber, log);
    return {
      store,
      queues,
      bus,
      clock,
      partitions: count,
      warnings,
      async close() {
        clock.close();
        await queues.close();
        await bus.close();
        closeAll();
      },
    };
  } catch (error) {
    closeAll();
    if (error instanceof Unavailable)
      throw new Error(`Redis cannot be reached at ${shownEndpoint(url)}.`, { cause: error });
    throw error;
  }
}
