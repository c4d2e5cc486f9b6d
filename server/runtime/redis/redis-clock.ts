import type { Clock } from "../ports.ts";
import type { RedisAccess } from "./redis-access.ts";

const measureEveryMs = 10_000;
/** A timer of the platform that is longer fires at once. */
const longestTimer = 2 ** 31 - 1;

export interface RedisClock extends Clock {
  close(): void;
}

/**
 * Redis time without asking each time: an offset to this process' own clock, measured now and every 10 s. It begins at
 * `floor` where the server's clock went back: what is older than the horizon is refused.
 */
export async function createRedisClock({ command }: RedisAccess, floor = 0): Promise<RedisClock> {
  const measure = async () => {
    const before = performance.now();
    const [seconds, microseconds] = await command((client) => client.time());
    const middle = (before + performance.now()) / 2;
    return Number(seconds) * 1000 + Number(microseconds) / 1000 - middle;
  };

  let offset = await measure();
  let latest = floor;
  const timer = setInterval(() => {
    measure().then(
      (measured) => {
        offset = measured;
      },
      // the old offset serves until Redis is back
      () => undefined,
    );
  }, measureEveryMs);

  return {
    now() {
      latest = Math.max(latest, Math.floor(performance.now() + offset));
      return latest;
    },
    monotonic: () => performance.now(),

    after(ms, callback) {
      let timeout: NodeJS.Timeout;
      const wait = (left: number) => {
        const now = Math.min(left, longestTimer);
        timeout = setTimeout(() => (left > now ? wait(left - now) : callback()), now);
      };
      wait(ms);
      return () => clearTimeout(timeout);
    },

    settle: () => new Promise((resolve) => void setImmediate(resolve)),
    close: () => clearInterval(timer),
  };
}
