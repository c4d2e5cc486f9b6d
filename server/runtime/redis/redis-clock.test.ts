import { afterEach, expect, it, vi } from "vitest";
import { createKeys } from "./keys.ts";
import type { RedisAccess } from "./redis-access.ts";
import { createRedisClock } from "./redis-clock.ts";

afterEach(() => vi.useRealTimers());

const keys = createKeys("shop", 1);
const access: RedisAccess = {
  keys,
  partitions: 1,
  keysOf: () => keys.partition(0),
  script: async () => undefined,
  command: async () => ["100", "0"] as never,
};

it("begins at the horizon when the server's clock went back behind it, so that what it stamps is not refused", async () => {
  const clock = await createRedisClock(access, 200_000);
  expect(clock.now()).toBe(200_000);
  clock.close();
  const ahead = await createRedisClock(access, 50_000);
  expect(ahead.now()).toBeGreaterThanOrEqual(100_000);
  ahead.close();
});

it("waits for as long as it is told, also longer than a timer of the platform can", async () => {
  vi.useFakeTimers();
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
