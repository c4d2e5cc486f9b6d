import { Redis } from "ioredis";
import { readServices } from "#server/supervisor/services-file.ts";
import { startShop } from "#server/testing/shop.ts";
import type { BenchOptions } from "./options.ts";

export interface MeasuredShop {
  url: string;
  key: string;
  /** What it runs on, in words. */
  description: string;
  redisVersion: string | undefined;
  stop(): Promise<void>;
}

/** The shop that was given, or one that is started for the measurement on a folder of its own. */
export async function openMeasuredShop(given: BenchOptions["shop"]): Promise<MeasuredShop> {
  if (given) {
    return { ...given, description: "one that ran already", redisVersion: undefined, stop: async () => undefined };
  }
  const shop = await startShop();
  return {
    url: shop.url,
    key: shop.credentials.apiKey,
    description: "npm start: one process with all roles, a private Redis (appendfsync always), the embedded PostgreSQL",
    redisVersion: await redisVersion(readServices(shop.dataFolder)?.redisUrl),
    async stop() {
      await shop.stop();
    },
  };
}

async function redisVersion(url: string | undefined): Promise<string | undefined> {
  if (url === undefined) return undefined;
  const client = new Redis(url);
  const info = await client.info("server");
  client.disconnect();
  return /redis_version:(\S+)/.exec(info)?.[1];
}
