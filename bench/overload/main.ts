// npm run test:overload: four times as many commands as the shop can take, and what becomes of those that it takes
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { CannotMeasure } from "../cannot-measure.ts";
import { mustBeWritable } from "../writable-file.ts";
import { shareCores } from "./cores.ts";
import type { LoadOrder } from "./load.ts";
import { measurePhase, recoveryOf } from "./measured.ts";
import type { Offered } from "./offer.ts";
import { readOverloadOptions, usage } from "./options.ts";
import { type OverloadShop, openOverloadShop } from "./overload-shop.ts";
import { failuresOf, type OverloadResult, tables } from "./report.ts";

const stopping = new AbortController();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP", "disconnect"]) process.once(signal, () => stopping.abort());
const say = (line: string) => console.log(line);

type Load = Pick<LoadOrder, "seconds" | "pace" | "seed" | "connections">;

/** One load from a process of its own; answers what became of it. */
async function load({ url, apiKey, products }: OverloadShop, wanted: Load, onBegin = () => {}): Promise<Offered[]> {
  const order: LoadOrder = { url, apiKey, products, ...wanted };
  const child: ChildProcess = spawn(
    process.execPath,
    [path.join(import.meta.dirname, "load.ts"), JSON.stringify(order)],
    {
      stdio: ["ignore", "inherit", "inherit", "ipc"],
      signal: stopping.signal,
    },
  );
  const ended = Promise.withResolvers<Offered[]>();
  child.on("message", (told) => {
    if (told === "begun") onBegin();
    else ended.resolve((told as { offered: Offered[] }).offered);
  });
  return Promise.race([
    ended.promise,
    once(child, "exit").then(([code]) => {
      throw new Error(`the load's process ended with ${code}`);
    }),
  ]);
}

/** How many processors all processes of the shop together kept busy, on the average of a time. */
function meter(shop: OverloadShop) {
  let from = { at: performance.now(), used: shop.processor() };
  return {
    begin() {
      from = { at: performance.now(), used: shop.processor() };
    },
    end: () => (1000 * (shop.processor() - from.used)) / (performance.now() - from.at),
  };
}

/** Together so many that the shop is busy all the time; more only wait. */
const together = [64, 128, 256];
/** More than are offered in the half second that a collection of the shop's memory may take, so that the crowd never waits. */
const crowdConnections = 4_000;

async function measure({
  seconds,
  times,
  seed,
}: {
  seconds: number;
  times: number;
  seed: number;
}): Promise<OverloadResult> {
  say("Starting a shop …");
  const cores = shareCores();
  cores.moveTo("shop");
  const shop = await openOverloadShop();
  cores.moveTo("load");
  try {
    await load(shop, { seconds: 8, pace: { together: 64 }, connections: 64, seed });
    const measured: (OverloadResult["maximum"] & { processor: number })[] = [];
    for (const count of together) {
      const wanted = { seconds: 12, pace: { together: count }, connections: count, seed };
      const used = meter(shop);
      const offered = await load(shop, wanted, used.begin);
      const phase = { ...measurePhase(offered, 2_000, 12_000), processor: used.end() };
      say(`${count} at a time: ${Math.round(phase.accepted)} a second`);
      measured.push(phase);
    }
    const maximum = measured.reduce((best, one) => (one.accepted > best.accepted ? one : best));
    const gentle = { seconds: 10, pace: { perSecond: Math.max(10, maximum.accepted / 5) }, connections: 200, seed };
    const calm = measurePhase(await load(shop, gentle), 2_000, 10_000);

    const perSecond = times * maximum.accepted;
    say(`Offering ${Math.round(perSecond)} a second for ${seconds} s …`);
    const before = shop.memory();
    const begun = Promise.withResolvers<void>();
    const wanted = { seconds, pace: { perSecond }, connections: crowdConnections, seed };
    const crowd = load(shop, wanted, begun.resolve);
    crowd.catch(begun.reject);
    await begun.promise;
    const samples: { at: number; bytes: number }[] = [];
    const began = performance.now();
    const sampling = setInterval(() => samples.push({ at: performance.now() - began, bytes: shop.memory() }), 250);
    // the light load begins when the heavy one ends, whatever is still open of that
    const used = meter(shop);
    await wait(seconds * 1000);
    const processor = used.end();
    const end = shop.memory();
    const after = await load(shop, gentle);
    const offered = await crowd;
    clearInterval(sampling);
    const inLoad = samples.filter(({ at }) => at <= seconds * 1000);
    return {
      maximum,
      times,
      cores: cores.sentence,
      processor: { maximum: maximum.processor, overload: processor },
      overload: measurePhase(offered, 2_000, seconds * 1000),
      light: measurePhase(after, 5_000, 10_000),
      memory: {
        before,
        third: inLoad[Math.floor(inLoad.length / 3)]?.bytes ?? 0,
        highest: Math.max(...inLoad.map(({ bytes }) => bytes)),
        end,
        after: shop.memory(),
      },
      recoveryMs: recoveryOf(after, 10_000, Math.max(100, 3 * calm.p99)),
    };
  } finally {
    await shop.stop();
  }
}

async function main(args: string[]): Promise<number> {
  const options = readOverloadOptions(args);
  if (options === "help") {
    say(usage);
    return 0;
  }
  mustBeWritable(options.json);
  const result = await measure(options);
  say(`\n${tables(result)}\n`);
  if (options.json) fs.writeFileSync(options.json, `${JSON.stringify(result, null, 2)}\n`);
  const failures = failuresOf(result);
  say(failures.length === 0 ? "It kept on serving." : `The bar was missed: ${failures.join("; ")}.`);
  return failures.length === 0 ? 0 : 1;
}

try {
  process.exit(await main(process.argv.slice(3)));
} catch (error) {
  if (stopping.signal.aborted) console.error("Stopped; nothing was measured.");
  else console.error(error instanceof CannotMeasure ? error.message : error);
  process.exit(1);
}
