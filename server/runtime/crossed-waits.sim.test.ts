import { expect, it } from "vitest";
import { simulateCallGraphs } from "./testing/simulate-call-graphs.ts";

// One seed alone: SEED=17 npx vitest run --project simulation crossed-waits; more of them: SEEDS=5000
const { SEED: one, SEEDS: many = "120" } = process.env;
const seeds = one === undefined ? Array.from({ length: Number(many) }, (_, i) => i + 1) : [Number(one)];

it(`ends every call in ${seeds.length} seeded runs of agents that ask each other at random, and each visit is made once`, {
  timeout: 600_000,
}, async () => {
  const seen = { crashes: 0, circles: 0, told: 0 };
  for (const seed of seeds) {
    const report = await simulateCallGraphs(seed).catch((error: unknown) => {
      throw new Error(`seed ${seed}`, { cause: error });
    });
    expect(report.broken, `seed ${seed}`).toEqual([]);
    for (const key of ["crashes", "circles", "told"] as const) seen[key] += report[key];
  }
  if (one === undefined) for (const count of Object.values(seen)) expect(count).toBeGreaterThan(10);
});
