import type { Changes, LastChanges } from "../freshness.ts";
import type { RedisAccess } from "./redis-access.ts";

/** Everybody who asks in one round of the event loop shares one read a partition, which leaves after the last has asked. */
export function redisChanges({ keys, command }: RedisAccess): Changes {
  const gathering = new Map<number, Promise<LastChanges>>();

  async function read(partition: number): Promise<LastChanges> {
    await new Promise((resolve) => void setImmediate(resolve));
    gathering.delete(partition);
    const { changes } = keys.partition(partition);
    return new Map(Object.entries(await command((client) => client.hgetall(changes))));
  }

  return {
    lastChanges(partition) {
      const next = gathering.get(partition) ?? read(partition);
      gathering.set(partition, next);
      return next;
    },
  };
}
