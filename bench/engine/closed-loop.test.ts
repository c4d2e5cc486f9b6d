import { expect, test } from "vitest";
import { closedLoop, timed } from "./closed-loop.ts";

test("so many callers are under way, until so many calls were made", async () => {
  let running = 0;
  let most = 0;
  const seen: number[] = [];
  const call = async (n: number) => {
    seen.push(n);
    most = Math.max(most, ++running);
    await new Promise((resolve) => void setImmediate(resolve));
    running--;
  };
  const { samples } = await closedLoop({ callers: 4, ms: 60_000, calls: 20, call });
  expect(samples).toBe(20);
  expect(most).toBe(4);
  expect(seen).toEqual(Array.from({ length: 20 }, (_, n) => n));
});

test("a call that fails ends it", async () => {
  const call = () => Promise.reject(new Error("broken"));
  await expect(closedLoop({ callers: 2, ms: 60_000, call })).rejects.toThrow("broken");
});

test("figures are of one call, in microseconds", () => {
  const times = Array.from({ length: 100 }, (_, n) => n + 1);
  expect(timed(times, 1000, 50_000)).toEqual({
    perSecond: 100,
    meanUs: 50_500,
    p50Us: 50_000,
    p99Us: 99_000,
    cpuUs: 500,
    samples: 100,
  });
});
