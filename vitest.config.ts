import { defineConfig } from "vitest/config";

const everywhere = ["lib", "server", "components", "scripts", "bench"];
const under = (pattern: string) => everywhere.map((folder) => `${folder}/**/*.${pattern}{,x}`);

const contract = under("redis.test.ts");
const simulation = under("sim.test.ts");
const integration = under("int.test.ts");

// the stages of `npm test`, told apart by file name alone
export default defineConfig({
  test: {
    passWithNoTests: true,
    projects: [
      { test: { name: "unit", include: under("test.ts"), exclude: [...contract, ...simulation, ...integration] } },
      { test: { name: "contract", include: contract, hookTimeout: 60_000 } },
      { test: { name: "simulation", include: simulation, testTimeout: 120_000 } },
      { test: { name: "integration", include: integration, testTimeout: 60_000, hookTimeout: 60_000 } },
    ],
  },
});
