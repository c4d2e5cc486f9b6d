import path from "node:path";
import { unpackDebianPackages } from "#server/supervisor/debian-packages.ts";
import { findExecutable, isExecutable } from "#server/supervisor/find-executable.ts";
import { writeLauncher } from "#server/supervisor/launcher.ts";

interface Search {
  searchPath: string;
  toolsFolder: string;
}

/** The strace on the PATH, one unpacked before, or the distribution's; or why there is none. */
export async function findStrace({
  searchPath,
  toolsFolder,
}: Search): Promise<{ program: string } | { reason: string }> {
  if (process.platform !== "linux") return { reason: "strace is for Linux" };
  const own = path.join(toolsFolder, "strace");
  const found = findExecutable(["strace"], searchPath) ?? (isExecutable(own) ? own : undefined);
  if (found) return { program: found };
  const folder = path.join(toolsFolder, "strace-files");
  const program = "usr/bin/strace";
  const unpacked = await unpackDebianPackages({ packages: ["strace"], folder, program: () => program });
  if (!unpacked.ok) return { reason: `there is no strace here and none could be had: ${unpacked.reason}` };
  writeLauncher(own, { folder, program, libraries: unpacked.libraries });
  return { program: own };
}
