// npm run bench:pages: how fast pages are served, and how much a browser loads for them
import os from "node:os";
import path from "node:path";
import { type Browser, type BrowserContext, chromium } from "@playwright/test";
import { type Visitor, visitors } from "../../e2e/visitors.ts";
import { obtainBrowser } from "../../scripts/verify/browser.ts";
import { CannotMeasure } from "../cannot-measure.ts";
import { measuredCommit } from "../commit.ts";
import { keepResult } from "../keep-result.ts";
import { describeMachine } from "../machine.ts";
import { type MeasuredShop, openMeasuredShop } from "../measured-shop.ts";
import type { FigureRow, RowsResult } from "../rows.ts";
import { mustBeWritable } from "../writable-file.ts";
import { firstVisit, median } from "./first-visit.ts";
import { type PagesOptions, readPagesOptions, usage } from "./options.ts";
import { tables } from "./report.ts";
import { type Route, routes } from "./routes.ts";
import { serve } from "./serve.ts";

const project = path.resolve(import.meta.dirname, "../..");
const say = (line: string) => console.log(line);
// its shop and browser end when it does
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP", "disconnect"]) process.once(signal, () => process.exit(1));

type State = Awaited<ReturnType<BrowserContext["storageState"]>>;

/** What each visitor's browser has after what they did before. */
async function statesOf(browser: Browser, baseURL: string): Promise<Map<Visitor, State>> {
  const states = new Map<Visitor, State>();
  for (const visitor of new Set(routes.map(({ as }) => as))) {
    const context = await browser.newContext({ baseURL });
    await visitors[visitor](await context.newPage());
    states.set(visitor, await context.storageState());
    await context.close();
  }
  return states;
}

const cookieOf = (state: State | undefined): string =>
  (state?.cookies ?? []).map(({ name, value }) => `${name}=${value}`).join("; ");

async function measureServing(shop: MeasuredShop, route: Route, state: State | undefined, ms: number) {
  const rows: FigureRow[] = [];
  for (const connections of [1, 16]) {
    const timed = await serve(shop.url, route.path, { connections, ms, cookie: cookieOf(state) });
    // the processor time is the crowd's, not the shop's
    const { cpuUs: _, ...figures } = timed;
    rows.push({ name: `${route.name}, ${connections === 1 ? "1 connection" : `${connections} connections`}`, figures });
  }
  return rows;
}

async function measure({ quick }: PagesOptions): Promise<RowsResult> {
  const loadBefore = os.loadavg()[0] ?? 0;
  const startedAt = new Date().toISOString();
  await using opened = new AsyncDisposableStack();
  say("Starting a shop of its own (a minute more when its pages must be built) …");
  const shop = await openMeasuredShop(undefined);
  opened.defer(() => shop.stop());
  // where the admin's browser looks for its password
  process.env.SHOP_DATA_DIR = shop.dataFolder;
  const browser = await chromium.launch({ executablePath: await obtainBrowser(project) });
  opened.defer(() => browser.close());
  const states = await statesOf(browser, shop.url);
  const rows: FigureRow[] = [];
  for (const route of routes) {
    say(`${route.name} …`);
    const storageState = states.get(route.as);
    if (route.underLoad) rows.push(...(await measureServing(shop, route, storageState, quick ? 500 : 10_000)));
    const visits = [];
    for (let visit = 0; visit < (quick ? 1 : 5); visit++) {
      visits.push(await firstVisit(browser, `${shop.url}${route.path}`, storageState ? { storageState } : {}));
    }
    rows.push({ name: `${route.name}, first visit`, figures: { ...median(visits) } });
  }
  const machine = describeMachine({ redis: shop.redisVersion }, loadBefore);
  return { kind: "pages", startedAt, commit: await measuredCommit(project), machine, quick, rows };
}

try {
  const options = readPagesOptions(process.argv.slice(3));
  if (options === "help") {
    say(usage);
    process.exit(0);
  }
  mustBeWritable(options.json);
  const result = await measure(options);
  say(`\n${tables(result.rows)}\n`);
  const kept = keepResult(result, options.json);
  if (kept) say(`Kept as ${kept}.`);
  process.exit(0);
} catch (error) {
  console.error(error instanceof CannotMeasure ? error.message : error);
  process.exit(1);
}
