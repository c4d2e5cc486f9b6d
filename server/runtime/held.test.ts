import { expect, it } from "vitest";
import { createHeld } from "./held.ts";
import { createVirtualClock } from "./memory/virtual-clock.ts";

const nothing = Number.POSITIVE_INFINITY;

function watch() {
  const clock = createVirtualClock(0);
  const held = createHeld(clock);
  /** Samples every five seconds, with this much held at each. */
  const sample = async (...oldest: number[]) => {
    let word: number | undefined;
    for (const each of oldest) {
      await clock.advance(5000);
      word = held.sample(each);
    }
    return word;
  };
  return { clock, held, sample };
}

it("says nothing until it has watched for half a minute", async () => {
  const { sample } = watch();
  expect(await sample(7, 7, 7, 7, 7, 7)).toBeUndefined();
  expect(await sample(7)).toBe(7);
});

it("remembers for half a minute what came and went between two samples", async () => {
  const { held, sample } = watch();
  await sample(9, 9, 9, 9, 9, 9, 9);
  held.note(3);
  expect(await sample(9, 9, 9, 9, 9, 9, 9)).toBe(3);
  expect(await sample(9)).toBe(9);
});

it("remembers for half a minute what was held until just after a sample", async () => {
  const { sample } = watch();
  await sample(9, 9, 9, 9, 9, 9, 3);
  expect(await sample(nothing, nothing, nothing, nothing, nothing, nothing)).toBe(3);
  expect(await sample(nothing, nothing)).toBe(nothing);
});

it("watches anew after a gap in which something may have come and gone unseen", async () => {
  const { clock, sample } = watch();
  await sample(9, 9, 9, 9, 9, 9, 9);
  await clock.advance(6000);
  expect(await sample(9, 9, 9, 9, 9, 9)).toBeUndefined();
  expect(await sample(9)).toBe(9);
});
