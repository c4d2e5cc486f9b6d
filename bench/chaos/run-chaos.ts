import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import path from "node:path";
import { openChaosShop } from "./chaos-shop.ts";
import type { CheckOrder } from "./check/main.ts";
import type { ClientOrder } from "./client/main.ts";
import { inflict } from "./faults/inflict.ts";
import { type Fault, scheduleFaults } from "./faults/schedule.ts";

type Options = {
  /** For what is written down. */
  folder: string;
  minutes: number;
  seed: number;
  faults: number;
  kinds?: readonly Fault[];
  clients: number;
  /** The share of commands that are sent under a key. */
  keyed?: number;
  signal?: AbortSignal;
  say(line: string): void;
};

/** Longer than any fault and the start of a process after it. */
const patience = 120_000;

/** One run from an empty shop to the verdict; answers the checker's exit code. */
export async function runChaos({ folder, minutes, seed, clients, say, signal, ...plan }: Options): Promise<number> {
  say("Starting a shop: web, three silos, projector, Redis, PostgreSQL, a process each …");
  const shop = await openChaosShop();
  try {
    const forMs = minutes * 60_000;
    const schedule = scheduleFaults({ seed, forMs, each: plan.faults, ...(plan.kinds && { kinds: plan.kinds }) });
    const stopAt = Date.now() + forMs;
    const order = {
      ...{ url: shop.url, apiKey: shop.apiKey, folder, seed, clients, products: shop.products },
      ...{ run: `chaos${seed}`, sharedPrices: 4, keyed: plan.keyed ?? 0.7, stopAt, giveUpAt: stopAt + patience },
    };
    say(`Seed ${seed}: ${2 * clients} clients, ${schedule.length} faults in ${minutes} minutes.`);
    const programs = (["rest", "trpc"] as const).map((door) =>
      launch("client/main.ts", { ...order, door } satisfies ClientOrder, signal),
    );
    const clientsDone = Promise.all(programs.map(ended));
    await Promise.all([inflict({ shop, folder, schedule, say }), clientsDone]);
    const codes = await clientsDone;
    if (codes.some((code) => code !== 0)) throw new Error(`a client's process ended with ${codes.join(" and ")}`);
    say("All clients have ended; the checker reads their files and the shop …");
    const { url, apiKey, redisUrl, partitions } = shop;
    const check: CheckOrder = { folder, url, apiKey, redisUrl, partitions, settleMs: 60_000 };
    return (await ended(launch("check/main.ts", check, signal))) ?? 1;
  } finally {
    fs.writeFileSync(path.join(folder, "shop.log"), shop.log);
    await shop.stop();
  }
}

function launch(program: string, order: object, signal: AbortSignal | undefined): ChildProcess {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, program), JSON.stringify(order)], {
    stdio: "inherit",
    ...(signal && { signal }),
  });
  // whoever stops this program stops its clients
  const end = () => child.kill("SIGKILL");
  process.once("exit", end);
  child.once("exit", () => process.removeListener("exit", end));
  return child;
}

async function ended(child: ChildProcess): Promise<number | null> {
  const [code] = await once(child, "exit");
  return code;
}
