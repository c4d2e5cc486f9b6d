import fs from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { openChaosShop } from "./chaos-shop.ts";
import type { CheckOrder } from "./check/main.ts";
import { inflict } from "./faults/inflict.ts";
import { scheduleFaults } from "./faults/schedule.ts";
import { ended, launch } from "./launch.ts";
import { type Load, startLoad } from "./load.ts";

type Options = {
  /** For what is written down. */
  folder: string;
  /** From the first command to the last, at least; all faults come within it. */
  minutes: number;
  /** So many commands are answered, however long that takes. */
  commands?: number;
  seed: number;
  faults: number;
  clients: number;
  /** The share of commands that are sent under a key. */
  keyed?: number;
  /** How long a client rests after a command, on average; without it, not at all. */
  pauseMs?: number;
  signal?: AbortSignal;
  say(line: string): void;
};

/** Longer than any fault and the start of a process after it. */
const patience = 120_000;

/** One run from an empty shop to the verdict; answers the checker's exit code. */
export async function runChaos({ folder, minutes, seed, clients, say, signal, ...plan }: Options): Promise<number> {
  say("Starting a shop: web, three silos, projector, Redis, PostgreSQL, a process each …");
  const shop = await openChaosShop();
  let load: Load | undefined;
  try {
    const forMs = minutes * 60_000;
    const schedule = scheduleFaults({ seed, forMs, each: plan.faults });
    const order = {
      ...{ url: shop.url, apiKey: shop.apiKey, folder, seed, clients, products: shop.products, run: `chaos${seed}` },
      ...{ sharedPrices: 4, keyed: plan.keyed ?? 0.7, pauseMs: plan.pauseMs ?? 0, patienceMs: patience },
    };
    say(`Seed ${seed}: ${2 * clients} clients, ${schedule.length} faults in ${minutes} minutes.`);
    load = startLoad(order, signal);
    await load.untilAnswered(1);
    const broken = inflict({ shop, folder, schedule, say });
    await Promise.all([wait(forMs, undefined, { signal }), broken, load.untilAnswered(plan.commands ?? 0)]);
    await load.end();
    say("All clients have ended; the checker reads their files and the shop …");
    const { url, apiKey, redisUrl, partitions } = shop;
    const check: CheckOrder = { folder, url, apiKey, redisUrl, partitions, settleMs: 120_000 };
    return (await ended(launch("check/main.ts", check, signal))) ?? 1;
  } finally {
    load?.kill();
    fs.writeFileSync(path.join(folder, "shop.log"), shop.log);
    await shop.stop();
  }
}
