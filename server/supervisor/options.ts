import { parseArgs } from "node:util";
import { BadConfiguration, type Env, type Role, readEnv, roles } from "#server/env.ts";
import { CannotStart } from "#server/supervisor/cannot-start.ts";

interface StartOptions {
  env: Env;
  roles: Role[];
  /** One process for each role instead of one for all. */
  split: boolean;
  /** Servers that are given, not ours. */
  redisUrl: string | undefined;
  databaseUrl: string | undefined;
}

type Source = Record<string, string | undefined>;

/** Reads the command line and the whole configuration, before any slow step. */
export function readOptions(args: string[], source: Source): StartOptions {
  const { roles: wanted, split } = readArguments(args);
  const redisUrl = source.REDIS_URL || undefined;
  const databaseUrl = source.DATABASE_URL || undefined;
  try {
    const env = readEnv({
      ...source,
      ROLES: wanted ?? source.ROLES,
      REDIS_URL: redisUrl ?? "unix://private",
      DATABASE_URL: databaseUrl ?? "postgresql://private",
    });
    const chosen = roles.filter((role) => env.ROLES.includes(role));
    return { env, roles: chosen, split: split && chosen.length > 1, redisUrl, databaseUrl };
  } catch (error) {
    if (error instanceof BadConfiguration) throw new CannotStart(error.message);
    throw error;
  }
}

function readArguments(args: string[]) {
  try {
    const { values } = parseArgs({ args, options: { roles: { type: "string" }, split: { type: "boolean" } } });
    return { roles: values.roles, split: values.split ?? false };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CannotStart(`${reason} Use --roles=${roles.join(",")} to choose roles, or --split for a process a role.`);
  }
}
