import fs from "node:fs";
import path from "node:path";
import { runCommand } from "#server/supervisor/run-command.ts";
import { temporaryFolder } from "#server/testing/temporary-folder.ts";
import { npmCommand } from "../../scripts/bootstrap/npm-command.mjs";

const project = path.resolve(import.meta.dirname, "../..");
const notPacked = new Set([".git", ".data", ".next", "dist", "docs", "node_modules", "test-results"]);

export interface PackedClient {
  /** Where the repository was packed. */
  repository: string;
  /** A strict project that has the package installed: `client/fixture`. */
  consumer: string;
  /** Runs npm in the repository. */
  npm(...told: string[]): Promise<void>;
  remove(): void;
}

/** Packs the repository as `npm pack` does, in a copy because it changes files for a moment, and installs the result. */
export async function packClient(): Promise<PackedClient> {
  const folder = temporaryFolder("client");
  const repository = path.join(folder.path, "repository");
  const consumer = path.join(folder.path, "consumer");
  fs.cpSync(project, repository, {
    recursive: true,
    filter: (file) => path.dirname(file) !== project || !notPacked.has(path.basename(file)),
  });
  fs.symlinkSync(path.join(project, "node_modules"), path.join(repository, "node_modules"));
  fs.cpSync(path.join(project, "client", "fixture"), consumer, { recursive: true });
  try {
    await npm(repository, "pack", "--pack-destination", folder.path);
    const tarball = fs.readdirSync(folder.path).find((name) => name.endsWith(".tgz"));
    if (tarball === undefined) throw new Error("npm pack wrote no tarball");
    await npm(consumer, "install", "--prefer-offline", "--no-audit", "--no-fund", path.join(folder.path, tarball));
    return { repository, consumer, npm: (...told) => npm(repository, ...told), remove: folder.remove };
  } catch (error) {
    folder.remove();
    throw error;
  }
}

async function npm(cwd: string, ...told: string[]): Promise<void> {
  const { command, args, env } = npmCommand();
  // an npm that runs these tests says where it works itself
  const own: NodeJS.ProcessEnv = { ...env, npm_config_local_prefix: undefined };
  const { code, output } = await runCommand(command, [...args, ...told], { cwd, env: own });
  if (code !== 0) throw new Error(`npm ${told[0]} failed:\n${output}`);
}
