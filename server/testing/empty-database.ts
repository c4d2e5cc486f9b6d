import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import path from "node:path";
import { temporaryFolder } from "./temporary-folder.ts";

const project = path.resolve(import.meta.dirname, "../..");
const program = path.join(project, "server/supervisor/pglite-server.ts");

/** Runs the embedded PostgreSQL on a data folder, reached by a socket in another. */
export function launchPglite(dataFolder: string, socketFolder: string): ChildProcess {
  return spawn(process.execPath, [program, dataFolder, path.join(socketFolder, ".s.PGSQL.5432")], {
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
}

/**
 * Puts a database into `folder` as PGlite's first start leaves it, which takes seconds to make and is the same each time:
 * the first who needs it makes it, the others copy.
 */
export async function copyEmptyDatabase(folder: string): Promise<void> {
  const made = path.join(project, ".data", `empty-database-${pgliteVersion()}`);
  if (!fs.existsSync(made)) await make(made);
  fs.cpSync(made, folder, { recursive: true, mode: fs.constants.COPYFILE_FICLONE });
}

async function make(folder: string): Promise<void> {
  fs.mkdirSync(path.dirname(folder), { recursive: true });
  const unfinished = fs.mkdtempSync(`${folder}-`);
  const run = temporaryFolder("initdb");
  try {
    const child = launchPglite(unfinished, run.path);
    const ended = once(child, "exit");
    await Promise.race([once(child, "message"), ended]);
    child.kill("SIGINT");
    const [code, signal] = await ended;
    if (code !== 0) throw new Error(`no empty database could be made (${signal ?? code})`);
    fs.renameSync(unfinished, folder);
  } catch (error) {
    fs.rmSync(unfinished, { recursive: true, force: true });
    // somebody else was faster
    if (!fs.existsSync(folder)) throw error;
  } finally {
    run.remove();
  }
}

function pgliteVersion(): string {
  const file = path.join(project, "node_modules/@electric-sql/pglite/package.json");
  return JSON.parse(fs.readFileSync(file, "utf8")).version;
}
