import { Redis, type RedisOptions } from "ioredis";
import type { Log } from "../log.ts";
import { Unavailable } from "../ports.ts";
import { endpoint } from "./endpoint.ts";
import { watchSilence } from "./silence.ts";
import { asUnavailable } from "./unavailable.ts";

export type ConnectionOptions = {
  url: string;
  name: string;
  log: Log;
  /** How long calls wait for a lost connection before they are refused. */
  patienceMs: number;
};

/** One connection that comes back by itself, and calls on it that do not wait for that for ever. */
export interface Connection {
  readonly client: Redis;
  /** Rejects with `Unavailable` when the outcome is unknown: lost for too long, or a server that will not do it now. */
  run<T>(call: () => Promise<T>): Promise<T>;
  /** Resolves when it is up for the first time. */
  ready(): Promise<void>;
  /** Calls back each time that it is lost, and what was in flight with it. */
  onLost(callback: () => void): () => void;
  onBack(callback: () => void): () => void;
  close(): void;
}

export function connect(options: ConnectionOptions, redisOptions: RedisOptions = {}): Connection {
  const { name, log, patienceMs } = options;
  const client = new Redis({
    ...endpoint(options.url),
    connectionName: name,
    maxRetriesPerRequest: null,
    autoResendUnfulfilledCommands: true,
    retryStrategy: (attempt) => Math.min(50 * attempt, 1000),
    disconnectTimeout: 500,
    ...redisOptions,
  });

  const waiting = new Set<(error: Unavailable) => void>();
  const lost = new Set<() => void>();
  const back = new Set<() => void>();
  let isGivenUp = false;
  let wasReady = false;
  let closed = false;

  const giveUp = () => {
    isGivenUp = true;
    for (const reject of waiting) reject(gone());
    waiting.clear();
  };
  const gone = () => new Unavailable(`Redis cannot be reached (${name})`);
  let patience: NodeJS.Timeout | undefined = setTimeout(giveUp, patienceMs);

  const stopWatching = watchSilence(client, Math.max(patienceMs, 1000));

  client.on("ready", () => {
    clearTimeout(patience);
    patience = undefined;
    isGivenUp = false;
    if (wasReady) {
      log("info", "Redis is back", { connection: name });
      for (const callback of back) callback();
    }
    wasReady = true;
  });
  client.on("close", () => {
    if (closed) return;
    if (client.status === "reconnecting" && !patience && !isGivenUp) log("warn", "Redis is lost", { connection: name });
    patience ??= setTimeout(giveUp, patienceMs);
    for (const callback of lost) callback();
  });
  client.on("error", (error) => log("debug", "Redis connection", { connection: name, error: error.message }));

  const run = <T>(call: () => Promise<T>): Promise<T> => {
    if (closed || isGivenUp) return Promise.reject(gone());
    return new Promise((resolve, reject) => {
      waiting.add(reject);
      call()
        .then(resolve, (error: unknown) => reject(asUnavailable(error)))
        .finally(() => waiting.delete(reject));
    });
  };

  const firstReady = () =>
    new Promise<void>((resolve) => {
      if (client.status === "ready") resolve();
      else client.once("ready", () => resolve());
    });

  return {
    client,
    run,
    ready: () => run(firstReady),

    onLost: (callback) => listen(lost, callback),
    onBack: (callback) => listen(back, callback),

    close() {
      closed = true;
      stopWatching();
      clearTimeout(patience);
      giveUp();
      client.disconnect();
    },
  };
}

function listen(callbacks: Set<() => void>, callback: () => void): () => void {
  callbacks.add(callback);
  return () => void callbacks.delete(callback);
}
