import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { readServices } from "#server/supervisor/services-file.ts";
import { joinShop, startShop } from "#server/testing/shop.ts";
import { httpCaller } from "../http-call.ts";

export type Target = "web" | "projector" | "redis" | "silo 1" | "silo 2" | "silo 3";

export interface ChaosShop {
  readonly url: string;
  readonly apiKey: string;
  readonly redisUrl: string;
  readonly partitions: number;
  /** Products that are sold in this run only. */
  readonly products: string[];
  readonly log: string;
  /** Waits until the process is there; rejects after a minute. */
  pidOf(target: Target): Promise<number>;
  stop(): Promise<void>;
}

const partitions = 6;
/** What a process may take from its end until its supervisor has started another one. */
const longestStart = 60_000;

/** A real shop with each part in a process of its own: web, three silos, projector, Redis, PostgreSQL. */
export async function openChaosShop(): Promise<ChaosShop> {
  const env = { PARTITIONS: String(partitions), LOG_LEVEL: "warn", DEMO: "off" };
  const shop = await startShop({ args: ["--split"], env });
  const joined = await Promise.all([joinShop(shop.dataFolder, "silo", env), joinShop(shop.dataFolder, "silo", env)]);
  const [second, third] = joined;
  const pids = {
    web: () => shop.pids().web,
    projector: () => shop.pids().projector,
    redis: () => shop.pids().redis,
    "silo 1": () => shop.pids().silo,
    "silo 2": () => second.pids().silo,
    "silo 3": () => third.pids().silo,
  };
  const { apiKey } = shop.credentials;
  return {
    url: shop.url,
    apiKey,
    redisUrl: readServices(shop.dataFolder)?.redisUrl ?? "",
    partitions,
    products: await makeProducts(shop.url, apiKey),
    get log() {
      return shop.output + joined.map(({ output }) => output).join("");
    },
    async pidOf(target) {
      for (const late = Date.now() + longestStart; Date.now() < late; await wait(50)) {
        const pid = pids[target]();
        if (pid !== undefined) return pid;
      }
      throw new Error(`${target} was not there for ${longestStart / 1000} s`);
    },
    async stop() {
      await Promise.all(joined.map((silo) => silo.stop()));
      await shop.stop();
    },
  };
}

async function makeProducts(url: string, apiKey: string): Promise<string[]> {
  const call = httpCaller(url, 30_000, 8);
  const headers = { "x-api-key": apiKey };
  const run = randomUUID().slice(0, 8);
  const products = Array.from({ length: 24 }, (_, i) => `${run}-${i}`);
  await Promise.all(
    products.map(async (product) => {
      const body = { name: product, brand: "Chaos", description: "Sold while things break.", tags: [] };
      await call({ method: "POST", path: `/v1/product/${product}`, headers, body });
      const price = { price: 1, currency: "USD", region: "global" };
      await call({ method: "POST", path: `/v1/pricing/${product}`, headers, body: { "list-prices": [price] } });
    }),
  );
  return products;
}
