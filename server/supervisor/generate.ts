import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import { CannotStart } from "#server/supervisor/cannot-start.ts";
import type { GenerationStep } from "#server/supervisor/generation-steps.ts";
import { sourceHash } from "#server/supervisor/source-hash.ts";
import { oneAtATime } from "../../scripts/bootstrap/one-at-a-time.mjs";

interface Generation {
  project: string;
  steps: GenerationStep[];
  say(line: string): void;
  signal: AbortSignal;
}

const shownLines = 30;

/** Whether nothing is left to be made. */
export function isGenerated(project: string, steps: GenerationStep[]): boolean {
  return steps.every((step) => isMade(project, step));
}

/** Makes what is missing or older than its sources; shops that share the folder take turns. */
export async function generate(generation: Generation): Promise<void> {
  if (isGenerated(generation.project, generation.steps)) return;
  await oneAtATime(path.join(generation.project, ".data", "generate.lock"), async (alsoHeldBy) => {
    for (const step of generation.steps) {
      if (!generation.signal.aborted && !isMade(generation.project, step)) await make(step, generation, alsoHeldBy);
    }
  });
}

function isMade(project: string, step: GenerationStep): boolean {
  try {
    return fs.readFileSync(stampFile(project, step), "utf8") === stamp(project, step);
  } catch {
    return false;
  }
}

async function make(
  step: GenerationStep,
  { project, say, signal }: Generation,
  started: (pid: number) => void,
): Promise<void> {
  say(`${step.title} …`);
  const began = performance.now();
  // what is half made when we are killed has no stamp
  fs.rmSync(stampFile(project, step), { force: true });
  const before = stamp(project, step);
  const { code, output } = await run(step.command, { project, signal, started, ...(step.tellsProgress && { say }) });
  if (signal.aborted) return;
  if (code !== 0) {
    const tail = output.trim().split("\n").slice(-shownLines).join("\n");
    throw new CannotStart(
      `${tail}\n${step.title} failed: correct what the lines above name, then start the shop again.`,
    );
  }
  fs.mkdirSync(path.join(project, step.output), { recursive: true });
  fs.writeFileSync(stampFile(project, step), before);
  say(`${step.title} took ${((performance.now() - began) / 1000).toFixed(0)} s.`);
}

interface Run {
  project: string;
  signal: AbortSignal;
  started(pid: number): void;
  /** Told each line of a tool that tells its progress. */
  say?(line: string): void;
}

function run([tool = "", ...args]: string[], { project, signal, started, say }: Run) {
  return new Promise<{ code: number | null; output: string }>((resolve) => {
    let output = "";
    const child = spawn(path.join(project, "node_modules", ".bin", tool), args, {
      cwd: project,
      env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
    if (child.pid !== undefined) started(child.pid);
    const collect = (chunk: Buffer) => {
      output += chunk.toString();
    };
    const end = () => {
      if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
    };
    child.stdout.on("data", collect);
    if (say) createInterface({ input: child.stdout }).on("line", say);
    child.stderr.on("data", collect);
    signal.addEventListener("abort", end);
    const finish = (code: number | null) => {
      signal.removeEventListener("abort", end);
      resolve({ code, output });
    };
    child.on("error", (error) => {
      output += error.message;
      finish(1);
    });
    child.on("close", finish);
  });
}

function stamp(project: string, step: GenerationStep): string {
  return `${sourceHash(project, step.inputs)} node ${process.version}\n`;
}

function stampFile(project: string, step: GenerationStep): string {
  return path.join(project, step.output, ".granary-stamp");
}
