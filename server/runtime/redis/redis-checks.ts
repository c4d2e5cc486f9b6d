import { Cluster, type Redis } from "ioredis";
import type { Connection } from "./connection.ts";
import type { RedisClient } from "./open-client.ts";

/** Every server that holds a part of the data is looked at; what several do not promise is said once. */
export async function checkServers({ client, nodes }: Connection): Promise<string[]> {
  const warnings = await Promise.all(nodes().map((node) => checkServer(node, client instanceof Cluster)));
  return [...new Set(warnings.flat())];
}

/** Refuses a server on which the runtime would lose what it promises; answers what it does not promise on this one. */
export async function checkServer(client: Redis, isCluster = false): Promise<string[]> {
  const info = infoFields(await client.info());
  const version = info.get("redis_version") ?? "unknown";
  if (Number.parseInt(version, 10) < 7) {
    throw new Error(`Redis ${version} is too old: Granary needs Redis 7.0 or newer (or Valkey).`);
  }
  if (info.get("redis_mode") === "cluster" && !isCluster) {
    throw new Error(
      "This Redis is a node of a cluster: name several of its nodes in REDIS_URL, with commas between, to use the cluster.",
    );
  }
  const policy = info.get("maxmemory_policy");
  if (policy !== "noeviction") {
    throw new Error(
      `Redis may evict keys (maxmemory-policy ${policy}), which would lose agents: set maxmemory-policy to noeviction.`,
    );
  }
  if (info.get("aof_enabled") !== "1") {
    return ["Redis keeps no append-only file: what was acknowledged is lost when Redis dies. Set appendonly to yes."];
  }
  const fsync = await appendfsync(client);
  if (fsync === "always") return [];
  const lossy = `what was acknowledged in the last second or so may be lost when Redis' machine dies`;
  return fsync === undefined
    ? [`Redis does not tell its appendfsync: unless it is always, ${lossy}.`]
    : [`Redis runs with appendfsync ${fsync}: ${lossy}. Set appendfsync to always.`];
}

/** Bigger envelopes are faster on one machine, and two processes can share the work. */
const defaultPartitions = 2;

/**
 * The number of partitions decides where every agent lives: it is stored at the first start and never changes. Who only visits
 * stores nothing.
 */
export async function settlePartitions(
  client: RedisClient,
  key: string,
  { partitions, mustBeSetUp = false }: { partitions: number | undefined; mustBeSetUp: boolean | undefined },
): Promise<number> {
  if (mustBeSetUp && (await client.exists(key)) === 0) {
    throw new Error("No shop was set up on this Redis under this name: correct REDIS_URL or NAMESPACE.");
  }
  const wanted = partitions ?? defaultPartitions;
  const stored = Number((await client.set(key, wanted, "NX", "GET")) ?? wanted);
  if (stored === wanted || partitions === undefined) return stored;
  throw new Error(
    `This Redis was set up with PARTITIONS=${stored} and cannot be used with ${partitions}: set PARTITIONS to ${stored}.`,
  );
}

async function appendfsync(client: Redis): Promise<string | undefined> {
  try {
    const answer = (await client.config("GET", "appendfsync")) as string[];
    return answer[1];
  } catch {
    // hosted servers often forbid CONFIG
    return undefined;
  }
}

function infoFields(info: string): Map<string, string> {
  const lines = info.split("\r\n").filter((line) => line.includes(":"));
  return new Map(lines.map((line) => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 1)]));
}
