import type { Log } from "./log.ts";
import type { Bus } from "./ports.ts";

/** What a process knows of a server that went back to an older copy of its data. */
export interface Rewound {
  /** Called by an owner whose partition has gone back: says it in the log and tells all processes. */
  notice(partition: number, why: string): void;
  /** How often this process has noticed or heard of it, each partition by itself. */
  readonly count: number;
  start(): Promise<void>;
}

const channel = "rewound";

/**
 * A server that was restored from an older copy has lost what was acknowledged since; nothing can bring that back. Every
 * process then forgets what it holds in memory (`forget`), so that all go on from the copy and from nothing else.
 */
export function createRewound(bus: Bus, name: string, log: Log, forget: () => void): Rewound {
  let count = 0;
  const take = () => {
    count++;
    forget();
  };
  return {
    notice(partition, why) {
      take();
      log("error", `partition ${partition} has gone back to an older copy of its data: ${why}`, { partition });
      bus.publish(channel, JSON.stringify({ partition, by: name })).catch(() => {});
    },
    get count() {
      return count;
    },
    start: () =>
      bus.subscribe(channel, (body) => {
        const { partition, by } = JSON.parse(body) as { partition: number; by: string };
        if (by === name) return;
        take();
        log("warn", `partition ${partition} has gone back to an older copy of its data, says ${by}`, { partition });
      }),
  };
}
