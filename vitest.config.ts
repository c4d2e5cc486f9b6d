import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

const everywhere = ["client", "lib", "server", "components", "scripts", "bench"];
const under = (pattern: string) => everywhere.map((folder) => `${folder}/**/*.${pattern}{,x}`);

const contract = under("redis.test.ts");
const simulation = under("sim.test.ts");
const integration = under("int.test.ts");
/** What must be the same on any number of silos: the unit project has it on one, this one on three. */
const onSilos = [
  ...[
    ...["turn-order", "tells", "group-commit", "failing-turns", "repeat-with-same-answers", "takeover"],
    ...["crash-at-every-call", "kills-process", "hand-back", "memory-of-turns", "life", "schedules", "history"],
    ...["late-look", "replayed-withdrawal", "commit-bell"],
  ].map((name) => `server/runtime/${name}.test.ts`),
  "server/agents/**/*.test.ts",
];
/** Their functions know of no silos, or they say themselves which there are. */
const onNoSilos = [
  "server/agents/**/*.math.test.ts",
  "server/agents/**/{lines,best-first,older-release,registry}.test.ts",
];

// the stages of `npm test`, told apart by file name alone; the time a test may take only ends one that hangs; without
// `isolate` the files of a worker share what they import, which halves the time and shows what a module keeps to itself
export default defineConfig({
  test: {
    passWithNoTests: true,
    // with one worker two cores wait for each other's child processes
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      {
        test: {
          name: "unit",
          include: under("test.ts"),
          exclude: [...contract, ...simulation, ...integration],
          isolate: false,
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: "silos",
          include: onSilos,
          exclude: [...onNoSilos, ...contract, ...simulation, ...integration],
          env: { SILOS: "3" },
          isolate: false,
          testTimeout: 30_000,
        },
      },
      { test: { name: "contract", include: contract, testTimeout: 30_000, hookTimeout: 60_000 } },
      { test: { name: "simulation", include: simulation, testTimeout: 120_000 } },
      { test: { name: "integration", include: integration, testTimeout: 120_000, hookTimeout: 120_000 } },
    ],
  },
});
