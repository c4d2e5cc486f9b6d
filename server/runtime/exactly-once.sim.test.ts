import { expect, it } from "vitest";
import { simulateSeeds } from "./testing/simulate-seeds.ts";

// one seed alone: SEED=17 npx vitest run --project simulation exactly-once; another number of them: SEEDS=100
const one = process.env.SEED;
const count = Number(process.env.SEEDS ?? 5000);
const seeds = one === undefined ? Array.from({ length: count }, (_, i) => i + 1) : [Number(one)];

it(`keeps every promise in ${seeds.length} seeded runs of crashes, pauses, losses and repetitions`, {
  timeout: 600_000,
}, async () => {
  let crashes = 0;
  const broken: string[] = [];
  const done = new Set<number>();
  await simulateSeeds(seeds, (report) => {
    crashes += report.crashes;
    done.add(report.seed);
    broken.push(
      ...report.broken.map(
        (promise) => `${promise} (repeat it: SEED=${report.seed} npx vitest run --project simulation exactly-once)`,
      ),
    );
  });
  expect(broken).toEqual([]);
  expect(done.size).toBe(seeds.length);
  expect(crashes).toBeGreaterThan(0);
});
