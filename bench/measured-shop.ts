import { Redis } from "ioredis";
import { readServices } from "#server/supervisor/services-file.ts";
import { startShop } from "#server/testing/shop.ts";
import { countWarnings, type Warning } from "./count-warnings.ts";
import type { BenchOptions } from "./options.ts";

export interface MeasuredShop {
  url: string;
  key: string;
  /** What it runs on, in words. */
  description: string;
  redisVersion: string | undefined;
  /** Of a shop that was started for the measurement. */
  dataFolder?: string;
  /** What its log has warned of since the last time: nothing is known of a shop that was given. */
  warnings(): Warning[];
  stop(): Promise<void>;
}

/** The shop that was given, or one that is started for the measurement on a folder of its own. */
export async function openMeasuredShop(given: BenchOptions["shop"]): Promise<MeasuredShop> {
  if (given) {
    return {
      ...given,
      description: "one that ran already",
      redisVersion: undefined,
      warnings: () => [],
      stop: async () => undefined,
    };
  }
  const shop = await startShop();
  let read = shop.output.length;
  return {
    url: shop.url,
    key: shop.credentials.apiKey,
    dataFolder: shop.dataFolder,
    description: "npm start: one process with all roles, a private Redis (appendfsync always), the embedded PostgreSQL",
    redisVersion: await redisVersion(readServices(shop.dataFolder)?.redisUrl),
    warnings() {
      const text = shop.output.slice(read);
      read += text.length;
      return countWarnings(text);
    },
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
