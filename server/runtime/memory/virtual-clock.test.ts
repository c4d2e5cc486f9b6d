import { expect, test } from "vitest";
import { createVirtualClock } from "./virtual-clock.ts";

test("timers fire in the order in which they fall due, then in which they were set", async () => {
  const clock = createVirtualClock(1000);
  const fired: string[] = [];
  const note = (name: string) => () => void fired.push(`${name} at ${clock.now()}`);
  clock.after(20, note("c"));
  clock.after(10, note("a"));
  clock.after(10, note("b"));
  clock.after(31, note("never"));
  await clock.advance(30);
  expect(fired).toEqual(["a at 1010", "b at 1010", "c at 1020"]);
  expect([clock.now(), clock.monotonic()]).toEqual([1030, 30]);
});

test("what a timer's promises set up in turn still fires in the same stretch", async () => {
  const clock = createVirtualClock(0);
  const wait = (ms: number) => new Promise<void>((resolve) => void clock.after(ms, resolve));
  let done = false;
  void wait(10)
    .then(() => wait(10))
    .then(() => {
      done = true;
    });
  await clock.advance(19);
  expect(done).toBe(false);
  await clock.advance(1);
  expect(done).toBe(true);
});

test("a cancelled timer does not fire", async () => {
  const clock = createVirtualClock(0);
  let fired = false;
  const cancel = clock.after(1, () => {
    fired = true;
  });
  cancel();
  await clock.advance(5);
  expect(fired).toBe(false);
});

test("runUntil passes exactly the time that a promise needs", async () => {
  const clock = createVirtualClock(0);
  const value = new Promise<string>((resolve) => void clock.after(86_000, () => resolve("late")));
  expect(await clock.runUntil(value)).toBe("late");
  expect(clock.now()).toBe(86_000);
});

test("runUntil lets no time pass while somebody is in the middle of something", async () => {
  const clock = createVirtualClock(0);
  clock.after(10, () => {});
  const work = async () => {
    for (let step = 0; step < 20; step++) await clock.settle();
    return clock.now();
  };
  const [now] = await Promise.all([clock.runUntil(work()), clock.runUntil(work()), clock.runUntil(work())]);
  expect(now).toBe(0);
});

test("runUntil hands on a rejection", async () => {
  const clock = createVirtualClock(0);
  const broken = new Promise((_, reject) => void clock.after(5, () => reject(new Error("broken"))));
  await expect(clock.runUntil(broken)).rejects.toThrow("broken");
});

test("runUntil says when a promise can never settle, or not in time", async () => {
  const clock = createVirtualClock(0);
  const never = new Promise(() => {});
  await expect(clock.runUntil(never)).rejects.toThrow("nothing is left");
  const again = () => void clock.after(100, again);
  again();
  await expect(clock.runUntil(never, 1000)).rejects.toThrow("1000 ms of virtual time");
});

test("two who let time pass at once both come to their end", async () => {
  const clock = createVirtualClock(0);
  const wait = (ms: number) => new Promise<number>((resolve) => void clock.after(ms, () => resolve(ms)));
  expect(await Promise.all([clock.runUntil(wait(30)), clock.runUntil(wait(20)), clock.advance(10)])).toEqual([
    30,
    20,
    undefined,
  ]);
});

test("no time passes while somebody waits for everything to settle, however often", async () => {
  const clock = createVirtualClock(0);
  const settledAt = new Promise<number>((resolve) => {
    clock.after(10, async () => {
      for (let i = 0; i < 5; i++) await clock.settle();
      resolve(clock.monotonic());
    });
  });
  clock.after(11, () => {});
  expect(await clock.runUntil(settledAt)).toBe(10);
});
