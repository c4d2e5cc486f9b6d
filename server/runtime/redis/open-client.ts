import { Cluster, Redis } from "ioredis";
import { endpoint, serversIn } from "./endpoint.ts";
import { GatheringRedis } from "./gathering-redis.ts";
import { commandName, readScripts } from "./scripts.ts";

/** One server, or the nodes of a cluster behind one client. */
export type RedisClient = Redis | Cluster;

type ClientOptions = {
  url: string;
  name: string;
  patienceMs: number;
  /** What is sent in one turn of the event loop leaves as one write; of a cluster's scripts each by itself. */
  gathers?: boolean;
  autoResubscribe?: boolean;
};

const backOff = (attempt: number) => Math.min(50 * attempt, 1000);
const clusterRetryMs = 100;

/** A client that connects again for ever and sends again what was in flight. */
export function openClient(options: ClientOptions): RedisClient {
  const { url, name, patienceMs, gathers = false, autoResubscribe = true } = options;
  const servers = serversIn(url).map(endpoint);
  const [first = {}] = servers;
  const common = { connectionName: name, maxRetriesPerRequest: null, disconnectTimeout: 500 };
  if (servers.length === 1) {
    const Client = gathers ? GatheringRedis : Redis;
    return new Client({
      ...first,
      ...common,
      autoResubscribe,
      autoResendUnfulfilledCommands: true,
      retryStrategy: backOff,
    });
  }
  const { username, password, tls } = first;
  return new Cluster(
    servers.map(({ host = "", port = 0 }) => ({ host, port })),
    {
      enableAutoPipelining: gathers,
      // ioredis would take a script's number of keys for its key, and send it to another node
      autoPipeliningIgnoredCommands: [...readScripts().keys()].map(commandName),
      clusterRetryStrategy: backOff,
      retryDelayOnFailover: clusterRetryMs,
      retryDelayOnClusterDown: clusterRetryMs,
      maxRedirections: Math.max(16, Math.ceil(patienceMs / clusterRetryMs)),
      redisOptions: {
        ...common,
        autoResubscribe,
        ...(username !== undefined && { username }),
        ...(password !== undefined && { password }),
        ...(tls && { tls }),
      },
    },
  );
}
