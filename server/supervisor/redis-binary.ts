import path from "node:path";
import { unpackDebianPackages } from "#server/supervisor/debian-packages.ts";
import { findExecutable, isExecutable } from "#server/supervisor/find-executable.ts";
import { writeLauncher } from "#server/supervisor/launcher.ts";
import { runCommand } from "#server/supervisor/run-command.ts";

const servers = ["redis-server", "valkey-server"];
const oldestMajor = 7;

interface Search {
  searchPath: string;
  /** Where a server that we unpacked ourselves is kept. */
  toolsFolder: string;
}

/** A Redis server of version 7 or newer on the PATH or among our own tools. */
export async function findRedisServer({ searchPath, toolsFolder }: Search): Promise<string | undefined> {
  for (const name of servers) {
    const found = findExecutable([name], searchPath);
    if (found && (await majorVersion(found)) >= oldestMajor) return found;
  }
  const own = path.join(toolsFolder, "redis-server");
  return isExecutable(own) && (await majorVersion(own)) >= oldestMajor ? own : undefined;
}

/** Unpacks the distribution's Redis into the tools folder, without touching the system. */
export async function unpackRedisServer(toolsFolder: string): Promise<{ ok: boolean; reason: string }> {
  const folder = path.join(toolsFolder, "redis");
  const program = "usr/bin/redis-server";
  const packages = ["redis-server", "redis-tools"];
  const unpacked = await unpackDebianPackages({ packages, folder, program: () => program });
  if (!unpacked.ok) return unpacked;
  const own = path.join(toolsFolder, "redis-server");
  writeLauncher(own, { folder, program, libraries: unpacked.libraries });
  const major = await majorVersion(own);
  if (major >= oldestMajor) return { ok: true, reason: "" };
  return { ok: false, reason: `the distribution's Redis has version ${major}, and ${oldestMajor} is needed` };
}

async function majorVersion(executable: string): Promise<number> {
  const { output } = await runCommand(executable, ["--version"]);
  return Number(/\bv=(\d+)\./.exec(output)?.[1] ?? 0);
}
