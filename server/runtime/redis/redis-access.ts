import { partitionOf } from "../partition.ts";
import type { Connection } from "./connection.ts";
import type { Keys, PartitionKeys } from "./keys.ts";
import type { RedisClient } from "./open-client.ts";
import { defineScripts, type ScriptArgument } from "./scripts.ts";

/** What each part of the store works with. */
export interface RedisAccess {
  keys: Keys;
  partitions: number;
  keysOf(agent: string): PartitionKeys;
  script(name: string, keys: string[], args: ScriptArgument[]): Promise<unknown>;
  command<T>(call: (client: RedisClient) => Promise<T>): Promise<T>;
}

export function createRedisAccess(connection: Connection, keys: Keys, partitions: number): RedisAccess {
  const runScript = defineScripts(connection.client);
  return {
    keys,
    partitions,
    keysOf: (agent) => keys.partition(partitionOf(agent, partitions)),
    script: (name, names, args) => connection.run(() => runScript(name, names, args)),
    command: (call) => connection.run(() => call(connection.client)),
  };
}
