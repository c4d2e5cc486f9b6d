// npm run test:schedules: what schedules cost while they rest, and whether all that are due at once tick once
import os from "node:os";
import path from "node:path";
import { markdownTable } from "#lib/markdown-table.ts";
import { CannotMeasure } from "../cannot-measure.ts";
import { parseGiven, wholeNumberOf } from "../command-line.ts";
import { measuredCommit } from "../commit.ts";
import { type Measured, measure, type Wanted } from "./measure.ts";

const usage = `npm run test:schedules                        100,000 that rest and 10,000 that are due at one moment
npm run test:schedules -- --schedules 1000 --due 500 --watch 5
                                              how many, and for how many seconds a silo is watched`;

function readOptions(args: string[]): Wanted | "help" {
  const options = {
    schedules: { type: "string", default: "100000" },
    due: { type: "string", default: "10000" },
    watch: { type: "string", default: "20" },
    help: { type: "boolean", short: "h", default: false },
  } as const;
  const given = parseGiven({ args, options }, usage).values;
  if (given.help) return "help";
  const number = (name: "schedules" | "due" | "watch") => wholeNumberOf(name, given[name], 1);
  return { schedules: number("schedules"), due: number("due"), watchSeconds: number("watch") };
}

const mb = (bytes: number) => `${(bytes / 2 ** 20).toFixed(1)} MB`;
const ms = (time: number) => `${Math.round(time)} ms`;

function report({ schedules, due, watchSeconds }: Wanted, measured: Measured, commit: string): string {
  const { without, resting, cpuWithout, cpuResting, ticked } = measured;
  const many = `${schedules} resting`;
  const silos = markdownTable(
    ["a silo that has just begun", "no schedules", many],
    [
      ["heap after a collection", mb(without.heapUsed), mb(resting.heapUsed)],
      ["all of its memory", mb(without.rss), mb(resting.rss)],
      [`processor time in ${watchSeconds} s`, ms(cpuWithout), ms(cpuResting)],
    ],
  );
  const others = markdownTable(
    ["schedules", "measured"],
    [
      ["Redis for one, rows and order", `${Math.round(measured.bytesPerSchedule)} bytes`],
      ["set in a second", String(Math.round(measured.setPerSecond))],
      [`${due} due at one moment: the first had ticked after`, ms(ticked.firstMs)],
      ["all had ticked after", ticked.allMs > 0 ? ms(ticked.allMs) : "more than two minutes"],
      ["never ticked", String(ticked.lost)],
      ["ticked twice", String(ticked.twice)],
      ["heap of the silo after them", mb(ticked.heapUsed)],
    ],
  );
  const machine = `${os.availableParallelism()} cores, Node ${process.versions.node}, Redis ${measured.redis} with fsync always, commit ${commit}`;
  return `${machine}\n\n${silos}\n\n${others}`;
}

async function main(args: string[]): Promise<number> {
  const wanted = readOptions(args);
  if (wanted === "help") {
    console.log(usage);
    return 0;
  }
  const commit = await measuredCommit(path.resolve(import.meta.dirname, "../.."));
  const measured = await measure(wanted, (line) => console.log(line));
  console.log(`\n${report(wanted, measured, commit)}`);
  return measured.ticked.lost + measured.ticked.twice === 0 ? 0 : 1;
}

// its Redis and silos end when it does
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP", "disconnect"]) process.once(signal, () => process.exit(1));

// the bootstrap hands its command on
const given = process.argv.slice(2);
try {
  process.exit(await main(given[0] === "test:schedules" ? given.slice(1) : given));
} catch (error) {
  console.error(error instanceof CannotMeasure ? error.message : error);
  process.exit(1);
}
