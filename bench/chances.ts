import type { Random } from "#runtime/testing/simulated-process.ts";

/** A whole number from `least` to `most`, both possible. */
export const wholeFrom = (random: Random, least: number, most: number): number =>
  least + Math.floor(random() * (most - least + 1));

export function shuffled<T>(random: Random, all: readonly T[]): T[] {
  return all
    .map((one) => ({ one, place: random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ one }) => one);
}
