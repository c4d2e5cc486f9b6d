// npm run bench:growth: how the cost of a command and of a read grows with what there is
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { CannotMeasure } from "../cannot-measure.ts";
import { measuredCommit } from "../commit.ts";
import { keepResult } from "../keep-result.ts";
import { describeMachine } from "../machine.ts";
import { ownRedisVersion } from "../own-redis-version.ts";
import { mustBeWritable } from "../writable-file.ts";
import { type GrowthOptions, readGrowthOptions, usage } from "./options.ts";
import { complaint, page, picture, sweepTable, tooSteep } from "./report.ts";
import { GrowthResult, rowsOf, type SweepResult } from "./result.ts";
import { agents } from "./sweeps/agents.ts";
import { cartLines } from "./sweeps/cart-lines.ts";
import { journal } from "./sweeps/journal.ts";
import { partitions } from "./sweeps/partitions.ts";
import { silos } from "./sweeps/silos.ts";
import { stateSize } from "./sweeps/state-size.ts";
import { openWorld } from "./world.ts";

const project = path.resolve(import.meta.dirname, "../..");
const folder = path.join(project, "docs", "performance");
const say = (line: string) => console.log(line);
// its Redis and silos end when it does
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP", "disconnect"]) process.once(signal, () => process.exit(1));

const all = [stateSize, journal, cartLines, silos, partitions, agents];
const paces = { quick: { ms: 200 }, whole: { ms: 1500 } };

async function measure({ quick, only }: GrowthOptions): Promise<GrowthResult> {
  const loadBefore = os.loadavg()[0] ?? 0;
  const startedAt = new Date().toISOString();
  const chosen = all.filter(({ name }) => name.includes(only));
  if (chosen.length === 0)
    throw new CannotMeasure(`--only must be a part of ${all.map(({ name }) => name).join(", ")}.`);
  const how = quick ? "quick" : "whole";
  const sweeps: SweepResult[] = [];
  for (const sweep of chosen) {
    say(`${sweep.title} …`);
    // each on a Redis of its own, so that none inherits what another has left
    await using opened = new AsyncDisposableStack();
    const points = await sweep.measure(await openWorld(opened, say), sweep.xs[how], paces[how]);
    sweeps.push({ name: sweep.name, points });
    say(`\n${sweepTable(sweep, { name: sweep.name, points })}\n`);
  }
  const machine = describeMachine({ redis: await ownRedisVersion() }, loadBefore);
  const commit = await measuredCommit(project);
  return { kind: "growth", startedAt, commit, machine, quick, rows: rowsOf(sweeps), sweeps };
}

function draw(result: GrowthResult): void {
  fs.mkdirSync(folder, { recursive: true });
  for (const sweep of all) {
    const own = result.sweeps.find(({ name }) => name === sweep.name);
    if (own) fs.writeFileSync(path.join(folder, `growth-${sweep.name}.svg`), picture(sweep, own));
  }
  fs.writeFileSync(path.join(folder, "growth.md"), `${page(result, all)}\n`);
  say("Kept as docs/performance/growth.md and its pictures.");
}

function read(file: string): GrowthResult {
  try {
    return GrowthResult.parse(JSON.parse(fs.readFileSync(file, "utf8")));
  } catch {
    throw new CannotMeasure(`--draw must name a result of npm run bench:growth, not "${file}".`);
  }
}

try {
  const options = readGrowthOptions(process.argv.slice(3));
  if (options === "help") {
    say(usage);
    process.exit(0);
  }
  if (options.draw !== undefined) {
    draw(read(options.draw));
    process.exit(0);
  }
  mustBeWritable(options.json);
  const result = await measure(options);
  const kept = keepResult(result, options.json);
  if (kept) say(`Kept as ${kept}.`);
  if (options.keep) draw(result);
  const steep = tooSteep(result.sweeps);
  for (const growth of steep) console.error(complaint(growth));
  process.exit(steep.length > 0 ? 1 : 0);
} catch (error) {
  console.error(error instanceof CannotMeasure ? error.message : error);
  process.exit(1);
}
