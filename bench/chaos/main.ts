// npm run test:chaos: a shop whose processes are killed and paused under load, and a judge of what became of it
import { randomInt } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { CannotMeasure } from "../cannot-measure.ts";
import { mustBeWritable } from "../writable-file.ts";
import { readChaosOptions, usage } from "./options.ts";
import { runChaos } from "./run-chaos.ts";

const stopping = new AbortController();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP", "disconnect"]) process.once(signal, () => stopping.abort());

async function main(args: string[]): Promise<number> {
  const options = readChaosOptions(args, () => randomInt(1_000_000));
  if (options === "help") {
    console.log(usage);
    return 0;
  }
  mustBeWritable(options.json);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "granary-chaos-"));
  const say = (line: string) => console.log(line);
  say(`Everything is written down in ${folder}.`);
  const code = await runChaos({ ...options, folder, say, signal: stopping.signal });
  const kept = path.join(folder, "report.json");
  if (!fs.existsSync(kept))
    throw new CannotMeasure(`The checker has ended without a verdict; ${folder} has the files.`);
  const report = JSON.parse(fs.readFileSync(kept, "utf8"));
  if (options.json) fs.writeFileSync(options.json, `${JSON.stringify({ ...options, ...report }, null, 2)}\n`);
  if (code === 0) fs.rmSync(folder, { recursive: true });
  return code;
}

try {
  process.exit(await main(process.argv.slice(3)));
} catch (error) {
  if (stopping.signal.aborted) console.error("Stopped; there is no verdict.");
  else console.error(error instanceof CannotMeasure ? error.message : error);
  process.exit(1);
}
