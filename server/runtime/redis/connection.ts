import { Cluster, type Redis } from "ioredis";
import { ChurningMap } from "../churning-map.ts";
import type { Log } from "../log.ts";
import { Unavailable } from "../ports.ts";
import { openClient, type RedisClient } from "./open-client.ts";
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
  readonly client: RedisClient;
  /** The servers behind it that can be written to: itself, or the masters of a cluster. */
  nodes(): Redis[];
  /** Rejects with `Unavailable` when the outcome is unknown: lost for too long, or a server that will not do it now. */
  run<T>(call: () => Promise<T>): Promise<T>;
  /** Resolves when it is up for the first time. */
  ready(): Promise<void>;
  /** Calls back each time that it is lost, and what was in flight with it. */
  onLost(callback: () => void): () => void;
  onBack(callback: () => void): () => void;
  close(): void;
}

type Reject = (error: Unavailable) => void;
type Use = { gathers?: boolean; autoResubscribe?: boolean };

export function connect(options: ConnectionOptions, use: Use = {}): Connection {
  const { url, name, log, patienceMs } = options;
  const client = openClient({ url, name, patienceMs, ...use });
  const isCluster = client instanceof Cluster;

  let waiting = new ChurningMap<Reject, Reject>();
  const lost = new Set<() => void>();
  const back = new Set<() => void>();
  let isGivenUp = false;
  let wasReady = false;
  let closed = false;

  const giveUp = () => {
    isGivenUp = true;
    const all = waiting;
    waiting = new ChurningMap();
    for (const reject of all.values()) reject(gone());
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
      tellAll(back);
    }
    wasReady = true;
  });
  client.on("close", () => {
    if (closed) return;
    if (client.status === "reconnecting" && !patience && !isGivenUp) log("warn", "Redis is lost", { connection: name });
    patience ??= setTimeout(giveUp, patienceMs);
    tellAll(lost);
  });
  if (isCluster) {
    // one node of several that goes takes with it what was in flight there, and nothing else says so
    client.on("-node", () => tellAll(lost));
    for (const again of ["+node", "+subscriber"]) client.on(again, () => wasReady && !closed && tellAll(back));
  }
  client.on("error", (error) => log("debug", "Redis connection", { connection: name, error: error.message }));

  const run = <T>(call: () => Promise<T>): Promise<T> => {
    if (closed || isGivenUp) return Promise.reject(gone());
    return new Promise((resolve, reject) => {
      const asked = call();
      waiting.set(reject, reject);
      // a cluster is not lost with one node, and what waits for that one has a patience of its own
      const own = isCluster ? setTimeout(() => reject(gone()), patienceMs) : undefined;
      const settled = () => {
        clearTimeout(own);
        waiting.delete(reject);
      };
      asked.then(
        (value) => {
          settled();
          resolve(value);
        },
        (error: unknown) => {
          settled();
          reject(asUnavailable(error));
        },
      );
    });
  };

  const firstReady = () =>
    new Promise<void>((resolve) => {
      if (client.status === "ready") resolve();
      else client.once("ready", () => resolve());
    });

  return {
    client,
    nodes: () => (isCluster ? client.nodes("master") : [client]),
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

function tellAll(callbacks: Iterable<() => void>): void {
  for (const callback of callbacks) callback();
}

function listen(callbacks: Set<() => void>, callback: () => void): () => void {
  callbacks.add(callback);
  return () => void callbacks.delete(callback);
}
