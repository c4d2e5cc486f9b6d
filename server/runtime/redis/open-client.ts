import { Cluster, Redis } from "ioredis";
import { endpoint, serversIn } from "./endpoint.ts";
import { commandName, readScripts } from "./scripts.ts";

/** One server, or the nodes of a cluster behind one client. */
export type RedisClient = Redis | Cluster;

type ClientOptions = {
  url: string;
  name: string;
  patienceMs: number;
  /** What is sent in one tick leaves as one write. */
  enableAutoPipelining?: boolean;
  autoResubscribe?: boolean;
};

const backOff = (attempt: number) => Math.min(50 * attempt, 1000);
const clusterRetryMs = 100;

/** A client that connects again for ever and sends again what was in flight. */
export function openClient({ url, name, patienceMs, ...how }: ClientOptions): RedisClient {
  const servers = serversIn(url).map(endpoint);
  const [first = {}] = servers;
  const common = { connectionName: name, maxRetriesPerRequest: null, disconnectTimeout: 500 };
  if (servers.length === 1) {
    return new Redis({
      ...first,
      ...common,
      ...how,
      // all commits of a tick are one command already, and a pipeline of its own would cost as much again
      autoPipeliningIgnoredCommands: [commandName("commit")],
      autoResendUnfulfilledCommands: true,
      retryStrategy: backOff,
    });
  }
  const { username, password, tls } = first;
  const { enableAutoPipelining = false, autoResubscribe = true } = how;
  return new Cluster(
    servers.map(({ host = "", port = 0 }) => ({ host, port })),
    {
      enableAutoPipelining,
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
