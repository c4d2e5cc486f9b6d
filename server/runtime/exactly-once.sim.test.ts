import { expect, it } from "vitest";
import { simulate } from "./testing/simulation.ts";

// One seed alone: SEED=17 npx vitest run --project simulation
const one = process.env.SEED;
const seeds = one === undefined ? Array.from({ length: 200 }, (_, i) => i + 1) : [Number(one)];

it(`keeps every promise in ${seeds.length} seeded runs of crashes, pauses, losses and repetitions`, async () => {
  let crashes = 0;
  for (const seed of seeds) {
    const report = await simulate(seed);
    crashes += report.crashes;
    expect(report.broken, `seed ${seed}`).toEqual([]);
  }
  expect(crashes).toBeGreaterThan(0);
});
