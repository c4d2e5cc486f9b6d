import { afterEach, expect, it, vi } from "vitest";
import { createKeys } from "./keys.ts";
import type { RedisAccess } from "./redis-access.ts";
import { createRedisClock } from "./redis-clock.ts";

afterEach(() => vi.useRealTimers());

it("waits for as long as it is told, also longer than a timer of the platform can", async () => {
  vi.useFakeTimers();
  const keys = createKeys("shop", 1);
  const access: RedisAccess = {
    keys,
    partitions: 1,
    keysOf: () => keys.partition(0),
    script: async () => undefined,
    command: async () => ["0", "0"] as never,
  };
  const clock = await createRedisClock(access);
  clock.close();
  const called = vi.fn();
  const cancelled = vi.fn();
  const days = 24 * 3_600_000;
  clock.after(60 * days, called);
  const cancel = clock.after(60 * days, cancelled);
  await vi.advanceTimersByTimeAsync(59 * days);
  expect(called).not.toHaveBeenCalled();
  cancel();
  await vi.advanceTimersByTimeAsync(days);
  expect(called).toHaveBeenCalledOnce();
  expect(cancelled).not.toHaveBeenCalled();
});
