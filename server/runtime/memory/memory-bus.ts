import type { Bus } from "../ports.ts";

type Listener = (body: string) => void;

export type MemoryChannels = Map<string, Set<Listener>>;

/** Delivers in order, after the publisher's present step; to whom has subscribed by then. */
export function publishTo(channels: MemoryChannels, channel: string, body: string): void {
  queueMicrotask(() => {
    for (const listener of channels.get(channel) ?? []) listener(body);
  });
}

/** One process' end of the bus; closing it drops its subscriptions only. */
export function createMemoryBus(channels: MemoryChannels): Bus {
  const own: { channel: string; listener: Listener }[] = [];
  return {
    async publish(channel, body) {
      publishTo(channels, channel, body);
    },

    async subscribe(channel, onMessage) {
      const listener: Listener = (body) => onMessage(body);
      const listeners = channels.get(channel) ?? new Set();
      channels.set(channel, listeners.add(listener));
      own.push({ channel, listener });
    },

    async close() {
      for (const { channel, listener } of own) channels.get(channel)?.delete(listener);
      own.length = 0;
    },
  };
}
