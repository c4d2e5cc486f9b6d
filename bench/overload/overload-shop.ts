import fs from "node:fs";
import { startShop } from "#server/testing/shop.ts";
import { httpCaller } from "../http-call.ts";

export interface OverloadShop {
  readonly url: string;
  readonly apiKey: string;
  readonly products: string[];
  /** Resident memory of the shop's own process, in bytes. */
  memory(): number;
  /** Processor time that all its processes have used, in seconds. */
  processor(): number;
  /** What it has warned of. */
  readonly log: string;
  stop(): Promise<void>;
}

/** What `npm start` starts: one process with all roles, a private Redis, the embedded PostgreSQL. */
export async function openOverloadShop(): Promise<OverloadShop> {
  const shop = await startShop({ env: { LOG_LEVEL: "warn", DEMO: "off" } });
  const { apiKey } = shop.credentials;
  const pid = shop.pids()["web,silo,projector"];
  const products = ["load-a", "load-b", "load-c", "load-d", "load-e", "load-f", "load-g", "load-h"];
  const call = httpCaller(shop.url, 30_000, 8);
  const headers = { "x-api-key": apiKey };
  for (const product of products) {
    const body = { name: product, brand: "Load", description: "Sold in crowds.", tags: [] };
    await call({ method: "POST", path: `/v1/product/${product}`, headers, body });
    const price = { price: 1, currency: "USD", region: "global" };
    await call({ method: "POST", path: `/v1/pricing/${product}`, headers, body: { "list-prices": [price] } });
  }
  return {
    url: shop.url,
    apiKey,
    products,
    get log() {
      return shop.output;
    },
    memory() {
      const status = fs.readFileSync(`/proc/${pid}/status`, "utf8");
      return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) * 1024;
    },
    processor: () => Object.values(shop.pids()).reduce((sum, each) => sum + processorOf(each), 0),
    async stop() {
      await shop.stop();
    },
  };
}

/** In the kernel's ticks of a hundredth of a second: user and system time are the 14th and 15th of its fields. */
function processorOf(pid: number): number {
  const fields = fs.readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ") ?? [];
  return (Number(fields[11]) + Number(fields[12])) / 100;
}
