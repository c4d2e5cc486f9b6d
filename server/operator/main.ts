// npm run runtime: looks after the agents of a running shop
import { setTimeout as wait } from "node:timers/promises";
import { createAgents } from "#agents/registry.ts";
import { createRuntime } from "#runtime/create-runtime.ts";
import { openRedis } from "#runtime/redis/open-redis.ts";
import { readRuntimeEnv } from "#server/env.ts";
import { joinShop } from "#server/supervisor/running-shop.ts";
import { Misused } from "./misused.ts";
import { type Asked, operate, readCommand, usage } from "./operate.ts";

async function inShop(asked: Asked): Promise<number> {
  const env = readRuntimeEnv(joinShop(["REDIS_URL"]));
  const log = () => {};
  const { REDIS_URL: url, NAMESPACE: namespace, PARTITIONS: partitions } = env;
  const ports = await openRedis({ url, namespace, partitions, mustBeSetUp: true, log });
  const agents = createAgents();
  const runtime = await createRuntime({ agents, ports, log });
  try {
    const [say, complain] = [(text: string) => console.log(text), (text: string) => console.error(text)];
    return await operate(asked, { runtime, agents, wait, say, complain });
  } finally {
    await runtime.close();
    await ports.close();
  }
}

/** Answers the exit code. */
async function main(args: readonly string[]): Promise<number> {
  try {
    const asked = readCommand(args);
    if (asked) return await inShop(asked);
    console.log(usage());
    return 0;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return error instanceof Misused ? 2 : 1;
  }
}

// who reads no further, as head does, has what it wanted
process.stdout.on("error", () => process.exit(0));

// the bootstrap hands its command on: runtime <verb> …
const given = process.argv.slice(2);
process.exit(await main(given[0] === "runtime" ? given.slice(1) : given));
