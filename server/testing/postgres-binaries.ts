import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { libraryFolders, unpackDebianPackages } from "#server/supervisor/debian-packages.ts";
import { findExecutable } from "#server/supervisor/find-executable.ts";

export interface PostgresBinaries {
  folder: string;
  env: NodeJS.ProcessEnv;
}

const installed = "usr/lib/postgresql";

/** A real PostgreSQL server: the machine's, or the distribution's, unpacked without touching the system. */
export async function postgresBinaries(): Promise<PostgresBinaries> {
  const here = systemFolder();
  if (here) return { folder: here, env: process.env };
  const tree = path.join(toolsFolder(), "postgres");
  const own = newestIn(path.join(tree, installed));
  if (own) return unpackedIn(tree, own);

  const unpacked = await unpackDebianPackages({
    // names the distribution's version of the server, which names the libraries
    packages: ["postgresql"],
    follow: /^postgresql-\d+$/,
    folder: tree,
    program: (unpackedTree) => {
      const bin = newestIn(path.join(unpackedTree, installed));
      return bin && path.relative(unpackedTree, path.join(bin, "postgres"));
    },
  });
  if (!unpacked.ok) {
    throw new Error(`These tests need a PostgreSQL server and none could be had: ${unpacked.reason}.`);
  }
  return unpackedIn(tree, path.join(tree, path.dirname(unpacked.program)));
}

/** Whom the server runs as: it refuses root. */
export function postgresUser(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ["postgres", "nobody"]) {
    const [uid, gid] = ["-u", "-g"].map((flag) => spawnSync("id", [flag, name], { encoding: "utf8" }));
    if (uid?.status === 0 && gid?.status === 0) return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  }
  throw new Error("PostgreSQL does not run as root and there is no user postgres or nobody here");
}

function systemFolder(): string | undefined {
  const onPath = findExecutable(["initdb"], process.env.PATH ?? "");
  if (onPath && findExecutable(["postgres"], path.dirname(onPath))) return path.dirname(fs.realpathSync(onPath));
  return newestIn(`/${installed}`);
}

function newestIn(folder: string): string | undefined {
  if (!fs.existsSync(folder)) return undefined;
  const versions = fs.readdirSync(folder).sort((a, b) => Number(b) - Number(a));
  return versions
    .map((version) => path.join(folder, version, "bin"))
    .find((bin) => findExecutable(["initdb"], bin) && findExecutable(["postgres"], bin));
}

/** As root outside the project: the other user may not be let into its folder. */
function toolsFolder(): string {
  if (process.getuid?.() !== 0) return path.resolve(import.meta.dirname, "../../.data/bin");
  const folder = path.join(os.tmpdir(), "granary-tools");
  fs.mkdirSync(folder, { recursive: true, mode: 0o755 });
  if (fs.lstatSync(folder).uid !== 0) throw new Error(`${folder} belongs to another user: remove it.`);
  return folder;
}

function unpackedIn(tree: string, folder: string): PostgresBinaries {
  return { folder, env: { ...process.env, LD_LIBRARY_PATH: libraryFolders(tree).join(":") } };
}
