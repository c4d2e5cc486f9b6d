// npm run bench: the original's load test against this shop, with a table beside the original's figures
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { CannotMeasure } from "./cannot-measure.ts";
import { measuredCommit } from "./commit.ts";
import { findK6 } from "./find-k6.ts";
import { describeMachine } from "./machine.ts";
import { openMeasuredShop } from "./measured-shop.ts";
import { readBenchOptions } from "./options.ts";
import { readOriginal } from "./original.ts";
import { report } from "./report.ts";
import type { BenchResult } from "./result.ts";
import { runProfile } from "./run-profile.ts";

const project = path.resolve(import.meta.dirname, "..");
const resultsFolder = path.join(import.meta.dirname, "results");
const say = (line: string) => console.log(line);

const stopping = new AbortController();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP", "disconnect"]) process.once(signal, () => stopping.abort());

async function measure(args: string[]): Promise<BenchResult> {
  const options = readBenchOptions(args);
  const { users, minutes } = options;
  const loadBefore = os.loadavg()[0] ?? 0;
  if (loadBefore > os.availableParallelism() / 4)
    say("Other programs use this machine too: the figures will be worse.");
  const k6 = await findK6({
    searchPath: process.env.PATH ?? "",
    toolsFolder: path.join(project, ".data", "bin"),
    say,
  });
  const commit = await measuredCommit(project);
  if (!options.shop) say("Starting a shop of its own (a minute more when its pages must be built) …");
  const shop = await openMeasuredShop(options.shop);
  try {
    const startedAt = new Date().toISOString();
    const profiles: BenchResult["profiles"] = [];
    for (const think of options.think) {
      say(`${users} users ${think ? "with" : "without"} think time, ${minutes} minutes …`);
      const seconds = Math.ceil(minutes * 60);
      const { signal } = stopping;
      shop.warnings();
      const html = options.html && path.resolve(options.html, `k6-${think ? "with" : "without"}-think.html`);
      const measured = await runProfile(k6, { shop, think, users, seconds, html, signal, say });
      profiles.push({ think, measured, warnings: shop.warnings() });
    }
    const machine = describeMachine({ redis: shop.redisVersion, k6: k6.version }, loadBefore);
    return { startedAt, commit, machine, shop: shop.description, users, minutes, profiles };
  } finally {
    await shop.stop();
  }
}

function keep(result: BenchResult, page: string): string {
  const name = `${result.startedAt.slice(0, 10)}-${result.commit}-k6`;
  fs.mkdirSync(resultsFolder, { recursive: true });
  fs.writeFileSync(path.join(resultsFolder, `${name}.md`), `${page}\n`);
  fs.writeFileSync(path.join(resultsFolder, `${name}.json`), `${JSON.stringify(result, null, 2)}\n`);
  return path.relative(project, path.join(resultsFolder, name));
}

try {
  const result = await measure(process.argv.slice(3));
  const page = report(result, readOriginal());
  say(`\n${page}\n`);
  say(`Kept as ${keep(result, page)}.md and .json.`);
  const unexpected = result.profiles.some(({ measured }) => measured.rows.some((row) => row.unexpected > 0));
  if (unexpected) console.error("There were unexpected answers.");
  process.exit(unexpected ? 1 : 0);
} catch (error) {
  if (stopping.signal.aborted) console.error("Stopped; nothing was kept.");
  else console.error(error instanceof CannotMeasure ? error.message : error);
  process.exit(1);
}
