// npm run bench:micro: what each part of a command costs by itself, and what the whole engine does in one process
import os from "node:os";
import path from "node:path";
import { CannotMeasure } from "../cannot-measure.ts";
import { measuredCommit } from "../commit.ts";
import { keepResult } from "../keep-result.ts";
import { describeMachine } from "../machine.ts";
import { ownRedisVersion } from "../own-redis-version.ts";
import type { FigureRow, RowsResult } from "../rows.ts";
import { mustBeWritable } from "../writable-file.ts";
import { envelope } from "./envelope.ts";
import { measureGateway } from "./gateway.ts";
import { measureCases } from "./measure-cases.ts";
import { type MicroOptions, readMicroOptions, usage } from "./options.ts";
import { patch } from "./patch.ts";
import { reading } from "./reading.ts";
import { shortfalls, table } from "./report.ts";
import { store } from "./store.ts";
import { measureEngine } from "./whole-engine.ts";

const project = path.resolve(import.meta.dirname, "../..");
const say = (line: string) => console.log(line);
// its Redis ends when it does
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP", "disconnect"]) process.once(signal, () => process.exit(1));

const groups = [
  ...[envelope, patch, store, reading].map(({ name, open }) => ({
    name,
    async measure(ms: number): Promise<FigureRow[]> {
      await using opened = new AsyncDisposableStack();
      return await measureCases(await open(opened), ms);
    },
  })),
  { name: "engine", measure: (ms: number) => measureEngine(4 * ms) },
  { name: "gateway", measure: (ms: number) => measureGateway(5 * ms) },
];

async function measure({ quick, only }: MicroOptions): Promise<RowsResult> {
  const loadBefore = os.loadavg()[0] ?? 0;
  const startedAt = new Date().toISOString();
  const chosen = groups.filter(({ name }) => name.includes(only));
  if (chosen.length === 0)
    throw new CannotMeasure(`--only must be a part of one of: ${groups.map(({ name }) => name).join("; ")}.`);
  const rows: FigureRow[] = [];
  for (const group of chosen) {
    say(`${group.name} …`);
    rows.push(...(await group.measure(quick ? 50 : 1000)));
  }
  const machine = describeMachine({ redis: await ownRedisVersion() }, loadBefore);
  return { kind: "micro", startedAt, commit: await measuredCommit(project), machine, quick, rows };
}

try {
  const options = readMicroOptions(process.argv.slice(3));
  if (options === "help") {
    say(usage);
    process.exit(0);
  }
  mustBeWritable(options.json);
  const result = await measure(options);
  say(`\n${table(result.rows)}\n`);
  const kept = keepResult(result, options.json);
  if (kept) say(`Kept as ${kept}.`);
  if (!result.quick) for (const missed of shortfalls(result.rows)) say(missed);
  process.exit(0);
} catch (error) {
  console.error(error instanceof CannotMeasure ? error.message : error);
  process.exit(1);
}
