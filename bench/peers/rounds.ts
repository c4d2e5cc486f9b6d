import fs from "node:fs";
import path from "node:path";
import { watchCommands } from "./durability/watch-commands.ts";
import { measureSystem } from "./load/measure.ts";
import type { MeasuredSystem, PeersResult, Row } from "./result.ts";
import type { RunningSystem, System } from "./system.ts";

interface Run {
  systems: readonly System[];
  /** On a disk. */
  folder: string;
  signal: AbortSignal;
  say(line: string): void;
}

/** Starts one system alone on an empty folder, and removes it whatever becomes of the work. */
async function withSystem(
  { folder, signal }: Run,
  system: System,
  work: (running: RunningSystem) => Promise<void>,
): Promise<void> {
  signal.throwIfAborted();
  const own = path.join(folder, system.name);
  fs.mkdirSync(own);
  try {
    const running = await system.start({ folder: own, signal });
    try {
      await work(running);
    } finally {
      await running.stop();
    }
  } finally {
    fs.rmSync(own, { recursive: true, force: true });
  }
}

type Watched = Pick<PeersResult, "systems" | "notWatched">;

/** Looks at what each system syncs before it answers a command. */
export async function watchAll(run: Run, strace: { program: string } | { reason: string }): Promise<Watched> {
  const of = ({ name, title, durability }: System): MeasuredSystem => ({ name, title, durability, seen: undefined });
  if ("reason" in strace) return { systems: run.systems.map(of), notWatched: strace.reason };
  const systems: MeasuredSystem[] = [];
  for (const system of run.systems) {
    run.say(`Looking at what ${system.title} syncs before it answers …`);
    await withSystem(run, system, async (running) => {
      const seen = await watchCommands(running, strace.program);
      run.say(`  ${seen.synced} of ${seen.commands} commands were synced before their answer`);
      systems.push({ ...of(system), seen });
    });
  }
  return { systems, notWatched: undefined };
}

interface Rounds {
  rounds: number;
  seconds: number;
  warmUp: number;
}

/** Measures all systems in turn, round after round. */
export async function runRounds(run: Run, { rounds, ...times }: Rounds): Promise<PeersResult["measured"]> {
  const measured: PeersResult["measured"] = [];
  for (let round = 1; round <= rounds; round++) {
    for (const system of run.systems) {
      run.say(`Round ${round} of ${rounds}: ${system.title} …`);
      const onRow = (row: Row) => {
        measured.push({ ...row, round });
        const { op, connections, rps, p50, p99, failed } = row;
        const times = `p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms`;
        run.say(
          `  ${op}, ${connections} connections: ${rps.toFixed(0)}/s, ${times}${failed ? `, ${failed} failed` : ""}`,
        );
      };
      await withSystem(run, system, (running) =>
        measureSystem({ name: system.name, system: running, signal: run.signal, onRow, ...times }),
      );
    }
  }
  return measured;
}
