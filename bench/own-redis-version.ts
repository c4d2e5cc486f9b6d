import { runCommand } from "#server/supervisor/run-command.ts";
import { redisServer } from "#server/testing/redis-server.ts";

/** Of the server that a measurement starts for itself. */
export async function ownRedisVersion(): Promise<string | undefined> {
  const { output } = await runCommand(await redisServer(), ["--version"]);
  return /\bv=(\S+)/.exec(output)?.[1];
}
