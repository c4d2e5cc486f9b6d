import path from "node:path";
import { BadConfiguration } from "#server/env.ts";
import { readServices } from "./services-file.ts";

type Source = Record<string, string | undefined>;
type Server = "REDIS_URL" | "DATABASE_URL";

/** The environment of a process that joins a shop: the servers that are given, else those of the one on the data folder. */
export function joinShop(needed: readonly Server[], environment: Source = process.env): Source {
  const { PORT: _, ROLES: __, ...source } = environment;
  const folder = path.resolve(import.meta.dirname, "../..", source.DATA_DIR || ".data");
  const running = readServices(folder);
  const joined: Source = {
    ...source,
    REDIS_URL: source.REDIS_URL || running?.redisUrl,
    DATABASE_URL: source.DATABASE_URL || running?.databaseUrl,
  };
  if (needed.every((name) => joined[name])) return joined;
  throw new BadConfiguration([`no shop runs on ${folder}: start it with npm start, or set ${needed.join(" and ")}`]);
}
