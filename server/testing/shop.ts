import { type ChildProcess, spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { copyEmptyDatabase } from "#server/testing/empty-database.ts";
import { temporaryFolder } from "#server/testing/temporary-folder.ts";

const project = path.resolve(import.meta.dirname, "../..");
const startProgram = "scripts/bootstrap.mjs";
const opened = /^Granary is open at (\S+)$/m;

interface ShopOptions {
  /** Kept after the shop has stopped when given, for a test that starts on it again. */
  dataFolder?: string;
  env?: Record<string, string>;
  command?: "start" | "dev";
  args?: string[];
  /** Whether it makes its database itself, as a first start does, and not from a copy of an empty one. */
  firstStart?: boolean;
  /** What is run in place of `npm start`'s program. */
  program?: string;
}

type RunFile = { pids: Record<string, number>; metrics: Record<string, string> };

export interface Credentials {
  admin: { email: string; password: string };
  apiKey: string;
}

export interface TestShop {
  readonly url: string;
  readonly dataFolder: string;
  readonly credentials: Credentials;
  /** Everything it has printed so far. */
  readonly output: string;
  /** The processes as `run.json` names them now. */
  pids(): Record<string, number>;
  /** Where each serves its metrics. */
  metrics(): Record<string, string>;
  /** Waits until it has printed what `pattern` finds. */
  printed(pattern: RegExp): Promise<string>;
  /** Asks it to close, waits until it has, and answers its exit code. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
  /** Kills all its processes at once, as a power cut would. */
  kill(): Promise<void>;
}

/** Starts what `npm start` starts, on a free port and a data folder of its own. */
export async function startShop(options: ShopOptions = {}): Promise<TestShop> {
  const own = options.dataFolder === undefined ? temporaryFolder("shop") : undefined;
  const dataFolder = options.dataFolder ?? own?.path ?? "";
  const database = path.join(dataFolder, "postgres");
  const needsDatabase = options.env?.DATABASE_URL === undefined;
  if (needsDatabase && !options.firstStart && !fs.existsSync(database)) await copyEmptyDatabase(database);
  const { child, output, ended } = launchShop({ ...options, dataFolder });
  const url = await Promise.race([output.find(opened), ended]);
  if (typeof url !== "string") {
    own?.remove();
    throw new Error(`The shop did not start (exit code ${url}):\n${output.text}`);
  }
  const runFile = path.join(dataFolder, "run.json");
  const pids = () => readJson<RunFile>(runFile).pids;
  return {
    url,
    dataFolder,
    credentials: readJson<Credentials>(path.join(dataFolder, "credentials.json")),
    get output() {
      return output.text;
    },
    pids,
    metrics: () => readJson<RunFile>(runFile).metrics,
    printed: output.find,
    async stop(signal = "SIGTERM") {
      child.kill(signal);
      const code = await ended;
      own?.remove();
      return code;
    },
    async kill() {
      for (const pid of Object.values(pids())) process.kill(pid, "SIGKILL");
      await ended;
    },
  };
}

/** Some roles that have joined a running shop, as `npm start -- --roles=…` does. */
export interface JoinedRoles {
  readonly output: string;
  /** The processes as their run file names them now. */
  pids(): Record<string, number>;
  metrics(): Record<string, string>;
  printed(pattern: RegExp): Promise<string>;
  stop(): Promise<number | null>;
}

/** Starts processes with some roles beside the shop that runs on the data folder. */
export async function joinShop(
  dataFolder: string,
  roles: string,
  env: Record<string, string> = {},
): Promise<JoinedRoles> {
  const { child, output, ended } = launchShop({ dataFolder, env, args: [`--roles=${roles}`] });
  const joined = await Promise.race([output.find(/they joined/), ended]);
  if (typeof joined !== "string")
    throw new Error(`No ${roles} could join (exit code ${joined}):
${output.text}`);
  const file = path.join(dataFolder, `run-${child.pid}.json`);
  return {
    get output() {
      return output.text;
    },
    pids: () => readJson<RunFile>(file).pids,
    metrics: () => readJson<RunFile>(file).metrics,
    printed: output.find,
    stop() {
      child.kill("SIGTERM");
      return ended;
    },
  };
}

/** Runs a start that is expected to end by itself. */
export async function runShopToItsEnd(options: ShopOptions): Promise<{ code: number | null; output: string }> {
  const { output, ended } = launchShop(options);
  const code = await ended;
  return { code, output: output.text };
}

function launchShop({ dataFolder, env, command = "start", args = [], program = startProgram }: ShopOptions) {
  const { REDIS_URL, DATABASE_URL, ROLES, NODE_ENV, NODE_OPTIONS, ...inherited } = process.env;
  // over the channel the shop notices that its test is gone
  const child: ChildProcess = spawn(process.execPath, [program, command, ...args], {
    cwd: project,
    env: {
      ...inherited,
      NODE_ENV: "production",
      PORT: "0",
      HOST: "127.0.0.1",
      ...(dataFolder && { DATA_DIR: dataFolder }),
      ...env,
    },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  return { child, output: collect(child), ended };
}

/** Everything a process prints, and a way to wait for a part of it. */
function collect(child: ChildProcess) {
  let text = "";
  const seekers = new Set<() => void>();
  const add = (chunk: Buffer) => {
    text += chunk.toString();
    for (const seek of seekers) seek();
  };
  child.stdout?.on("data", add);
  child.stderr?.on("data", add);
  return {
    get text() {
      return text;
    },
    find(pattern: RegExp): Promise<string> {
      return new Promise((resolve) => {
        const seek = () => {
          const found = pattern.exec(text);
          if (!found) return;
          seekers.delete(seek);
          resolve(found[1] ?? found[0]);
        };
        seekers.add(seek);
        seek();
      });
    },
  };
}

function readJson<T>(file: string): T {
  return JSON.parse(fs.readFileSync(file, "utf8"));
}
