import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { copyEmptyDatabase, launchPglite } from "#server/testing/empty-database.ts";
import { type PostgresBinaries, postgresBinaries, postgresUser } from "#server/testing/postgres-binaries.ts";
import { temporaryFolder } from "#server/testing/temporary-folder.ts";

export interface TestPostgres {
  readonly url: string;
  stop(): Promise<void>;
}

/** The embedded PostgreSQL as the shop runs it, on an empty database. */
async function startPglite(): Promise<TestPostgres> {
  const folder = temporaryFolder("pglite");
  const data = path.join(folder.path, "data");
  await copyEmptyDatabase(data);
  const child = launchPglite(data, folder.path);
  await Promise.race([once(child, "message"), untimelyEnd(child, () => "")]);
  return { url: urlOf(folder.path), stop: () => stop(child, folder) };
}

/** A real PostgreSQL server on an empty folder, reached by a socket in it. */
async function startPostgresServer(): Promise<TestPostgres> {
  const binaries = await postgresBinaries();
  const user = postgresUser();
  const folder = temporaryFolder("postgres");
  if (user) fs.chownSync(folder.path, user.uid, user.gid);
  const data = path.join(folder.path, "data");
  const made = run(binaries, "initdb", folder.path, [
    ...["--pgdata", data, "--username", "postgres", "--auth", "trust", "--no-sync"],
    ...["--encoding", "UTF8", "--locale", "C"],
  ]);
  const [code] = await once(made.child, "exit");
  if (code !== 0) throw new Error(`initdb failed: ${made.output()}`);
  const settings = ["listen_addresses=", `unix_socket_directories=${folder.path}`, "fsync=off"];
  const server = run(binaries, "postgres", folder.path, ["-D", data, ...settings.flatMap((text) => ["-c", text])]);
  const url = urlOf(folder.path);
  await Promise.race([untilItAnswers(url, server.child), untimelyEnd(server.child, server.output)]);
  return { url, stop: () => stop(server.child, folder) };
}

/** Both, for `describe.each`: what works on one must work on the other. */
export const databases: [name: string, start: () => Promise<TestPostgres>][] = [
  ["PGlite", startPglite],
  ["PostgreSQL server", startPostgresServer],
];

function run({ folder, env }: PostgresBinaries, program: string, cwd: string, args: string[]) {
  let output = "";
  const child = spawn(path.join(folder, program), args, {
    cwd,
    env,
    ...postgresUser(),
    stdio: ["ignore", "pipe", "pipe"],
  });
  const collect = (chunk: Buffer) => {
    output += chunk.toString();
  };
  child.stdout.on("data", collect);
  child.stderr.on("data", collect);
  // a test that is stopped midway must not leave its server behind
  const end = () => child.kill("SIGQUIT");
  process.once("exit", end);
  child.once("exit", () => process.removeListener("exit", end));
  return { child, output: () => output };
}

async function untilItAnswers(url: string, child: ChildProcess): Promise<void> {
  while (child.exitCode === null) {
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      return await client.end();
    } catch {
      // it announces only in its log that it accepts connections
      await wait(20);
    }
  }
}

async function untimelyEnd(child: ChildProcess, output: () => string): Promise<never> {
  const [code, signal] = await once(child, "exit");
  throw new Error(`the database ended at once (${signal ?? code}): ${output()}`);
}

async function stop(child: ChildProcess, folder: { remove(): void }): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    child.kill("SIGINT");
    await once(child, "exit");
  }
  folder.remove();
}

function urlOf(socketFolder: string): string {
  return `postgresql://postgres@/postgres?host=${socketFolder}&port=5432`;
}
