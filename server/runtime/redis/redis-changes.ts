import type { Changes, LastChanges } from "../freshness.ts";
import type { RedisAccess } from "./redis-access.ts";

type Round = { types: Set<string>; answer: Promise<LastChanges> };

/** Everybody who asks in one round of the event loop shares one read a partition, which leaves after the last has asked. */
export function redisChanges({ keys, command }: RedisAccess): Changes {
  const gathering = new Map<number, Round>();

  async function read(partition: number, asked: ReadonlySet<string>): Promise<LastChanges> {
    await new Promise((resolve) => void setImmediate(resolve));
    gathering.delete(partition);
    const types = [...asked];
    const { changes } = keys.partition(partition);
    const found = await command((client) => client.hmget(changes, ...types));
    const last = new Map<string, string>();
    for (const [i, type] of types.entries()) {
      const change = found[i] ?? undefined;
      if (change !== undefined) last.set(type, change);
    }
    return last;
  }

  function begin(partition: number): Round {
    const types = new Set<string>();
    const round = { types, answer: read(partition, types) };
    gathering.set(partition, round);
    return round;
  }

  return {
    lastChanges(partition, types) {
      const round = gathering.get(partition) ?? begin(partition);
      for (const type of types) round.types.add(type);
      return round.answer;
    },
  };
}
