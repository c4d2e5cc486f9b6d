import { Redis } from "ioredis";
import pg from "pg";
import { serversIn } from "#runtime/redis/endpoint.ts";
import { CannotStart } from "#server/supervisor/cannot-start.ts";

const patience = 5_000;

/** Asks the Redis that REDIS_URL names, before anything slow is done for a shop that could not run. */
export async function checkGivenRedis(urls: string): Promise<void> {
  // of a cluster any node will do: it knows the others
  const servers = serversIn(urls);
  const reasons = await Promise.all(servers.map(whyNot));
  if (reasons.includes(undefined)) return;
  throw new CannotStart(
    `The Redis at ${servers.map(withoutPassword).join(", ")} cannot be used (${reasons[0]}): ` +
      "start it or correct REDIS_URL, or unset REDIS_URL to use the shop's own.",
  );
}

/** Why this server cannot be used; undefined when it can. */
async function whyNot(url: string): Promise<string | undefined> {
  const client = new Redis(url, {
    lazyConnect: true,
    retryStrategy: () => null,
    connectTimeout: patience,
    maxRetriesPerRequest: 0,
  });
  let reason = "";
  client.on("error", (error: Error) => {
    reason ||= explain(error);
  });
  try {
    await client.connect();
    await client.ping();
    return undefined;
  } catch (error) {
    return reason || explain(error);
  } finally {
    client.disconnect();
  }
}

/** Asks the PostgreSQL that DATABASE_URL names. */
export async function checkGivenDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: patience });
  client.on("error", () => undefined);
  try {
    await client.connect();
    await client.query("select 1");
  } catch (error) {
    throw new CannotStart(
      `The PostgreSQL at ${withoutPassword(url)} cannot be used (${explain(error)}): ` +
        "start it or correct DATABASE_URL, or unset DATABASE_URL to use the embedded one.",
    );
  } finally {
    await client.end().catch(() => undefined);
  }
}

function explain(error: unknown): string {
  if (error instanceof AggregateError) return explain(error.errors[0]);
  return error instanceof Error ? error.message : String(error);
}

function withoutPassword(url: string): string {
  return url.replace(/:[^:@/]*@/, ":…@");
}
