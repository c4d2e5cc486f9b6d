// npm test: every stage in turn, then one line with the sum; npm test -- unit runs one stage
import path from "node:path";
import { runStages } from "./run-stages.ts";
import { stages } from "./stages.ts";

const project = path.resolve(import.meta.dirname, "../..");
const names = process.argv.slice(3);
const unknown = names.filter((name) => !stages.some((stage) => stage.name === name));

if (unknown.length > 0) {
  console.error(`There is no stage ${unknown.join(", ")}: use ${stages.map(({ name }) => name).join(", ")}.`);
  process.exit(1);
}
const chosen = names.length === 0 ? stages : stages.filter(({ name }) => name === "tools" || names.includes(name));
process.exit(await runStages(project, chosen));
