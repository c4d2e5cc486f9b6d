import { expect, it } from "vitest";
import { simulateSeeds } from "./testing/simulate-seeds.ts";

// one seed alone: SEED=17 npx vitest run --project simulation exactly-once; as many as there is time for: SEEDS=20000
const one = process.env.SEED;
const count = Number(process.env.SEEDS ?? 5000);
const seeds = one === undefined ? Array.from({ length: count }, (_, i) => i + 1) : [Number(one)];

it(`keeps every promise in ${seeds.length} seeded runs on one to three silos, of crashes, pauses, losses and repetitions`, {
  timeout: 600_000,
}, async () => {
  const seen = { crashes: 0, ticks: 0 };
  const broken: string[] = [];
  const silos = new Set<number>();
  const done = new Set<number>();
  await simulateSeeds(seeds, (report) => {
    seen.crashes += report.crashes;
    seen.ticks += report.ticks;
    done.add(report.seed);
    silos.add(report.silos);
    broken.push(
      ...report.broken.map(
        (promise) => `${promise} (repeat it: SEED=${report.seed} npx vitest run --project simulation exactly-once)`,
      ),
    );
  });
  expect(broken).toEqual([]);
  expect(done.size).toBe(seeds.length);
  // one seed alone may do without any of it
  if (one !== undefined) return;
  expect(silos).toEqual(new Set([1, 2, 3]));
  for (const count of Object.values(seen)) expect(count).toBeGreaterThan(0);
});
