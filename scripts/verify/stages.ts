import { checkBoundaries } from "./boundaries.ts";
import { toolCheck } from "./command.ts";
import { checkFileRules } from "./file-rules.ts";
import { runPlaywright } from "./playwright.ts";
import type { Stage } from "./stage.ts";
import { buildPages, obtainTools } from "./tools.ts";
import { checkTypes, checkTypeTests } from "./types.ts";
import { runVitest } from "./vitest.ts";

/**
 * What `npm test` proves, cheapest first. The budgets are generous, most of all of those that fill what cores are
 * left: they catch a stage that has run away.
 */
export const stages: Stage[] = [
  { name: "tools", title: "Tools for the tests", budget: 300, run: obtainTools },
  {
    name: "format",
    title: "Format and lint",
    budget: 30,
    run: (project) => toolCheck(project, ["biome", "ci", "--colors=off", "."]),
  },
  { name: "boundaries", title: "Boundaries", budget: 60, run: checkBoundaries },
  { name: "files", title: "File rules", budget: 15, run: checkFileRules },
  { name: "types", title: "Types", budget: 120, run: checkTypes },
  { name: "type-tests", title: "Type tests", budget: 90, run: checkTypeTests },
  { name: "unused", title: "Unused exports", budget: 60, run: (project) => toolCheck(project, ["knip"]) },
  {
    name: "contract",
    title: "Contract suites",
    budget: 120,
    // two thirds of their time they wait for a Redis
    run: (project) => runVitest(project, "contract", { options: ["--maxWorkers=4"] }),
  },
  { name: "build", title: "Production build", budget: 180, run: buildPages },
  {
    name: "integration",
    title: "Integration tests",
    budget: 480,
    lane: "waits",
    // half of their time they wait for processes that start, die and are replaced
    run: (project) => runVitest(project, "integration", { options: ["--maxWorkers=3"] }),
  },
  {
    name: "unit",
    title: "Unit tests",
    budget: 300,
    lane: "fills",
    run: (project, nice) => runVitest(project, "unit", { nice }),
  },
  {
    name: "silos",
    title: "Unit tests on three silos",
    budget: 180,
    lane: "fills",
    run: (project, nice) => runVitest(project, "silos", { nice }),
  },
  {
    name: "simulation",
    title: "Simulation",
    budget: 500,
    lane: "fills",
    run: (project, nice) => runVitest(project, "simulation", { nice }),
  },
  { name: "e2e", title: "Journeys in Chromium", budget: 540, run: runPlaywright },
];
