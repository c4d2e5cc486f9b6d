// node bench/search/main.ts [products] [database]: how long a search takes, on a PostgreSQL server and on the embedded one
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { databases } from "#server/testing/postgres-server.ts";
import { measuredCommit } from "../commit.ts";
import { measure, type Row } from "./measure.ts";
import { questions } from "./questions.ts";
import { type Measured, report } from "./report.ts";
import { openSearchedShop } from "./searched-shop.ts";

const project = path.resolve(import.meta.dirname, "../..");
const [, , howMany = "100000", only] = process.argv;
const products = Number(howMany);
const chosen = databases.toReversed().filter(([name]) => only === undefined || name === only);
const crowd = 16;
const times = 300;

async function seconds(work: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1_000;
}

async function measureOn([database, start]: (typeof databases)[number]): Promise<Measured> {
  const shop = await openSearchedShop(start);
  try {
    const filled = await seconds(() => shop.fill(products));
    console.log(`${database}: ${products} products made in ${filled.toFixed(0)} s`);
    const projected = await seconds(() => shop.project());
    console.log(`${database}: their read models made in ${projected.toFixed(0)} s`);
    const [server] = await shop.database.$queryRaw<
      { version: string }[]
    >`SELECT current_setting('server_version') AS version`;
    const rows: Row[] = [];
    for (const question of questions) {
      const row = await measure(question, { ...shop, times, crowd });
      console.log(`${row.kind}: p50 ${row.p50.toFixed(1)}, p95 ${row.p95.toFixed(1)} ms`);
      rows.push(row);
    }
    return { database: `${database} ${server?.version ?? ""}`, projected, rows };
  } finally {
    await shop.stop();
  }
}

const commit = await measuredCommit(project);
const loadBefore = os.loadavg()[0] ?? 0;
const measured: Measured[] = [];
for (const database of chosen) measured.push(await measureOn(database));
const page = report({ products, crowd, commit, loadBefore, measured, at: new Date() });
const folder = path.join(project, "bench", "results");
fs.mkdirSync(folder, { recursive: true });
fs.writeFileSync(path.join(folder, `${new Date().toISOString().slice(0, 10)}-${commit}-search.md`), page);
console.log(`\n${page}`);
process.exit(0);
