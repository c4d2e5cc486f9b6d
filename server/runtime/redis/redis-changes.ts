import type { Changes } from "../freshness.ts";
import type { RedisAccess } from "./redis-access.ts";

type Asked = Map<string, PromiseWithResolvers<string | undefined>>;

/** Everybody who asks in one round of the event loop shares one read a partition, which leaves after the last has asked. */
export function redisChanges({ keys, command }: RedisAccess): Changes {
  const gathering = new Map<number, Asked>();

  async function send(partition: number, asked: Asked): Promise<void> {
    const types = [...asked.keys()];
    try {
      const { changes } = keys.partition(partition);
      const found = await command((client) => client.hmget(changes, ...types));
      for (const [i, type] of types.entries()) asked.get(type)?.resolve(found[i] ?? undefined);
    } catch (error) {
      for (const each of asked.values()) each.reject(error);
    }
  }

  function gather(partition: number): Asked {
    const asked: Asked = new Map();
    gathering.set(partition, asked);
    setImmediate(() => {
      gathering.delete(partition);
      void send(partition, asked);
    });
    return asked;
  }

  return {
    lastChange(partition, type) {
      const asked = gathering.get(partition) ?? gather(partition);
      const answer = asked.get(type) ?? Promise.withResolvers<string | undefined>();
      asked.set(type, answer);
      return answer.promise;
    },
  };
}
