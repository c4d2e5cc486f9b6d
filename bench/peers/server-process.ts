import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import { CannotMeasure } from "../cannot-measure.ts";

interface ServerCommand {
  /** In words, for whoever reads that it did not start. */
  name: string;
  command: string;
  args: string[];
  cwd?: string;
  env?: Record<string, string>;
  /** Whether a Node program of ours runs, which ends when the channel to it does. */
  channel?: boolean;
  signal: AbortSignal;
}

export interface ServerProcess {
  readonly pid: number;
  /** Waits until it has printed this and answers what the pattern's group found. */
  printed(pattern: RegExp): Promise<string>;
  /** Waits until this is true of it; rejects when it ends before or takes too long. */
  until(isSo: () => Promise<boolean>): Promise<void>;
  stop(): Promise<void>;
}

const startPatienceMs = 60_000;
const stopPatienceMs = 5_000;
const pauseMs = 50;

/** Starts a server that never outlives this process's own end. */
export function startServer({ name, command, args, cwd, env, channel, signal }: ServerCommand): ServerProcess {
  const child: ChildProcess = spawn(command, args, {
    cwd,
    env: { ...process.env, NODE_ENV: "production", ...env },
    stdio: ["ignore", "pipe", "pipe", ...(channel ? (["ipc"] as const) : [])],
  });
  let output = "";
  const collect = (chunk: Buffer) => {
    output += chunk.toString();
  };
  child.stdout?.on("data", collect);
  child.stderr?.on("data", collect);
  const ended = new Promise<void>((resolve) => {
    child.once("exit", () => resolve());
    child.once("error", (error) => {
      output += error.message;
      resolve();
    });
  });
  const kill = () => child.kill("SIGKILL");
  process.once("exit", kill);
  void ended.then(() => process.removeListener("exit", kill));
  const isOver = () => child.pid === undefined || child.exitCode !== null || child.signalCode !== null;

  async function until(isSo: () => Promise<boolean>): Promise<void> {
    const began = performance.now();
    while (!(await isSo())) {
      signal.throwIfAborted();
      if (isOver()) throw new CannotMeasure(`${name} ended before it was ready:\n${lastLines(output)}`);
      if (performance.now() - began > startPatienceMs)
        throw new CannotMeasure(`${name} was not ready in ${startPatienceMs / 1000} s:\n${lastLines(output)}`);
      await wait(pauseMs);
    }
  }

  return {
    pid: child.pid ?? 0,
    until,
    async printed(pattern) {
      await until(async () => pattern.test(output));
      return pattern.exec(output)?.[1] ?? "";
    },
    async stop() {
      if (isOver()) return;
      child.kill("SIGTERM");
      const late = setTimeout(kill, stopPatienceMs);
      await (child.exitCode === null && child.signalCode === null ? once(child, "exit") : undefined);
      clearTimeout(late);
    },
  };
}

const lastLines = (output: string) => output.trim().split("\n").slice(-15).join("\n");
