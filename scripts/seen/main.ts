// node scripts/seen/main.ts: a checkout's trace and the dashboard's panels, from a shop that runs, into docs/seen.
// The panels need a `prometheus` on the PATH; they are drawn here, since Grafana is not part of the project.
import fs from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { type Browser, chromium } from "@playwright/test";
import sharp from "sharp";
import { readDashboard } from "../../server/telemetry/testing/dashboard.ts";
import { buyByRest } from "../../server/telemetry/testing/rest-purchase.ts";
import type { SeenSpan } from "../../server/telemetry/testing/span-tree.ts";
import { receiveTraces } from "../../server/telemetry/testing/trace-receiver.ts";
import { joinShop, startShop } from "../../server/testing/shop.ts";
import { obtainBrowser } from "../verify/browser.ts";
import { drawPanel } from "./draw-panel.ts";
import { drawTrace } from "./draw-trace.ts";
import { type Prometheus, startPrometheus } from "./prometheus.ts";

const project = path.resolve(import.meta.dirname, "../..");
const folder = path.join(project, "docs", "seen");
const seconds = 60;

const onPath = (name: string) =>
  (process.env.PATH ?? "")
    .split(path.delimiter)
    .map((each) => path.join(each, name))
    .find((each) => fs.existsSync(each));

async function photograph(browser: Browser, name: string, drawing: string): Promise<void> {
  const page = await browser.newPage({ deviceScaleFactor: 1.5 });
  await page.setContent(`<body style="margin:0"><div style="display:inline-block">${drawing}</div></body>`);
  const png = await page.locator("div").first().screenshot();
  const file = path.join(folder, `${name}.webp`);
  fs.writeFileSync(file, await sharp(png).webp({ quality: 80, effort: 6 }).toBuffer());
  console.log(`docs/seen/${name}.webp`);
}

const isWhole = (spans: SeenSpan[]) =>
  spans.some(({ name }) => name.startsWith("POST ")) &&
  spans.some(({ name }) => name.startsWith("turn shoppingAssistant"));

async function panelsOf(prometheus: Prometheus): Promise<string> {
  const { panels } = readDashboard();
  const drawn: string[] = [];
  for (const panel of panels) {
    if (panel.type === "row") {
      drawn.push(`<h2 style="grid-column:1/4;margin:10px 2px 0;font:600 15px system-ui">${panel.title}</h2>`);
      continue;
    }
    const series = await Promise.all(panel.targets.map((target) => prometheus.ask(target, seconds)));
    drawn.push(drawPanel(panel, series.flat()));
  }
  const style = "display:grid;grid-template-columns:repeat(3,390px);gap:8px;padding:14px;background:#fbfaf7";
  return `<div style="${style}">${drawn.join("")}</div>`;
}

fs.mkdirSync(folder, { recursive: true });
const receiver = await receiveTraces();
const env = { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url };
console.log("Starting a shop of several processes (a minute more when its pages must be built) …");
const shop = await startShop({ args: ["--split"], env });
const second = await joinShop(shop.dataFolder, "silo", env);
await second.printed(/2 silos live/);
const browser = await chromium.launch({ executablePath: await obtainBrowser(project), args: ["--no-sandbox"] });
try {
  const door = { url: shop.url, apiKey: shop.credentials.apiKey };
  // the first ones load code; of the rest one has its agents on both silos
  let crossing: SeenSpan[] | undefined;
  for (let n = 0; n < 24 && !(crossing && n > 8); n++) {
    const { traceId } = await buyByRest(door, `shopper-${n}`);
    const spans = await receiver.found((all) => {
      const found = all.filter((span) => span.traceId === traceId);
      return isWhole(found) ? found : undefined;
    });
    if (new Set(spans.map((span) => span.process)).size === 3) crossing = spans;
  }
  if (!crossing) throw new Error("no checkout had its agents on two silos");
  await photograph(
    browser,
    "trace",
    drawTrace(crossing, "One checkout through the REST door, on a web process and two silos"),
  );

  const executable = onPath("prometheus");
  if (executable === undefined) console.log("There is no prometheus on the PATH: the dashboard is not drawn.");
  else {
    const targets = { ...shop.metrics(), "second silo": second.metrics().silo ?? "" };
    await using prometheus = await startPrometheus(executable, targets);
    const until = performance.now() + seconds * 1_000;
    const buyer = async (name: string) => {
      for (let n = 0; performance.now() < until; n++) {
        await buyByRest(door, `${name}-${n}`);
        await wait(200);
      }
    };
    await Promise.all(["ann", "bob", "cai", "dee"].map(buyer));
    await photograph(browser, "dashboard", await panelsOf(prometheus));
  }
} finally {
  await browser.close();
  await second.stop();
  await shop.stop();
  await receiver[Symbol.asyncDispose]();
}
process.exit(0);
