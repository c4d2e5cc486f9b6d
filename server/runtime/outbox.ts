import { Dropped, pause } from "./control.ts";
import type { Clock, Fence, LineName, OutboxEntry, Store } from "./ports.ts";
import { relayedMessage } from "./resent-message.ts";
import { lineKey, type Sender } from "./sender.ts";

const batch = 500;
const pages = 100;
const idle = 1000;

function byLine(entries: OutboxEntry[]): Map<string, OutboxEntry[]> {
  const lines = new Map<string, OutboxEntry[]>();
  for (const entry of entries) {
    const key = lineKey(entry.line);
    lines.set(key, [...(lines.get(key) ?? []), entry]);
  }
  return lines;
}

export interface Relay {
  /** Something was put into the outbox. */
  nudge(): void;
  /** Carries messages until the partition is given up. */
  run(): Promise<void>;
}

type Options = {
  fence: Fence;
  store: Pick<Store, "outbox" | "sent">;
  sender: Pick<Sender, "send">;
  clock: Clock;
  alive: () => boolean;
  /** A target with too much before it waits. */
  holdBack: (line: LineName) => boolean;
  beforeRelay: (agent: string) => Promise<void> | void;
  onError: (error: unknown) => void;
};

/**
 * Carries a partition's committed messages to the lines of their targets, in order for each line: one add in flight,
 * removed only after the add, stopped at the first failure. A crash between the two sends a message again under its own
 * call id, which takes effect once.
 */
export function createRelay({ fence, store, sender, clock, alive, holdBack, beforeRelay, onError }: Options): Relay {
  let wake: (() => void) | undefined;
  let nudged = false;

  async function carry(): Promise<number> {
    let carried = 0;
    let after: string | undefined;
    // What is held back for one line must not hide what waits for another behind it.
    for (let page = 0; page < pages; page++) {
      const entries = await store.outbox(fence.partition, { limit: batch, ...(after !== undefined && { after }) });
      const counts = await Promise.all([...byLine(entries).values()].map(carryLine));
      carried += counts.reduce((sum, count) => sum + count, 0);
      after = entries.at(-1)?.entryId;
      if (entries.length < batch || counts.every((count) => count > 0)) break;
    }
    return carried;
  }

  async function carryLine(entries: OutboxEntry[]): Promise<number> {
    const [first] = entries;
    if (!first || holdBack(first.line)) return 0;
    await beforeRelay(first.message.agent);
    await Promise.all(entries.map((entry) => sender.send(entry.line, relayedMessage(entry))));
    const removed = await store.sent(
      fence,
      entries.map(({ entryId }) => entryId),
    );
    if (removed.kind === "not_owner") throw new Dropped("the epoch is over");
    return entries.length;
  }

  async function rest(): Promise<void> {
    if (nudged) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    wake = resolve;
    const cancel = clock.after(idle, resolve);
    await promise;
    cancel();
  }

  return {
    nudge() {
      nudged = true;
      wake?.();
    },
    async run() {
      while (alive()) {
        nudged = false;
        try {
          if ((await carry()) === 0) await rest();
        } catch (error) {
          if (error instanceof Dropped) return;
          onError(error);
          await pause(clock, 200);
        }
      }
    },
  };
}
