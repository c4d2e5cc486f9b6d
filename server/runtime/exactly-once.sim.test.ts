import { expect, it } from "vitest";
import { simulate } from "./testing/simulation.ts";

// One seed alone: SEED=17 npx vitest run --project simulation
const one = process.env.SEED;
const seeds = one === undefined ? Array.from({ length: 200 }, (_, i) => i + 1) : [Number(one)];

it(`keeps every promise in ${seeds.length} seeded runs on one to three silos, of crashes, pauses, losses and repetitions`, async () => {
  let crashes = 0;
  const silos = new Set<number>();
  for (const seed of seeds) {
    const report = await simulate(seed);
    crashes += report.crashes;
    silos.add(report.silos);
    expect(report.broken, `seed ${seed}`).toEqual([]);
  }
  expect(crashes).toBeGreaterThan(0);
  if (one === undefined) expect(silos).toEqual(new Set([1, 2, 3]));
});
