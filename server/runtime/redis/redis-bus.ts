import type { Log } from "../log.ts";
import type { Bus } from "../ports.ts";
import type { Connection } from "./connection.ts";
import type { RedisAccess } from "./redis-access.ts";

type Subscription = { onMessage: (body: string) => void; onGap: () => void };

/** Publishes on the shared connection; a connection in subscriber mode can do nothing else and is its own. */
export function createRedisBus({ keys, command }: RedisAccess, subscriber: Connection, log: Log): Bus {
  const channels = new Map<string, Set<Subscription>>();

  subscriber.client.on("message", (channel, body) => {
    for (const { onMessage } of channels.get(channel) ?? []) onMessage(body);
  });

  // ioredis' own resubscription does not say when it is through, and only then is the gap over
  subscriber.onBack(async () => {
    const names = [...channels.keys()];
    if (names.length === 0) return;
    try {
      await subscriber.client.subscribe(...names);
    } catch (error) {
      log("warn", "cannot subscribe anew", { error: String(error) });
      return;
    }
    for (const name of names) for (const { onGap } of channels.get(name) ?? []) onGap();
  });

  return {
    async publish(channel, body) {
      await command((client) => client.publish(keys.channel(channel), body));
    },

    async subscribe(channel, onMessage, onGap = () => undefined) {
      const name = keys.channel(channel);
      const subscriptions = channels.get(name) ?? new Set();
      channels.set(name, subscriptions.add({ onMessage, onGap }));
      await subscriber.run(() => subscriber.client.subscribe(name));
    },

    async close() {
      channels.clear();
      subscriber.close();
    },
  };
}
