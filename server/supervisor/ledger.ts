import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { z } from "zod";
import { readJson, writeJson } from "#server/supervisor/json-file.ts";
import { identify, isAlive, type ProcessIdentity } from "#server/supervisor/process-identity.ts";

const Entries = z.array(z.object({ pid: z.number(), startedAt: z.string() }));

const patience = 5_000;
const step = 20;

/** Writes down the shop's processes, so that the next start finds what a killed supervisor left behind. */
export function recordProcesses(dataFolder: string, pids: number[]): void {
  writeJson(
    ledgerFile(dataFolder),
    pids.map(identify).filter((found) => found !== undefined),
  );
}

/** Ends what an earlier supervisor left running on this data folder; the last started first. */
export async function endLeftovers(dataFolder: string): Promise<number> {
  const left = (readJson(ledgerFile(dataFolder), Entries) ?? []).filter(isAlive).reverse();
  for (const process of left) await endProcess(process);
  return left.length;
}

async function endProcess(leftover: ProcessIdentity): Promise<void> {
  signal(leftover, "SIGTERM");
  // polled: a process that is nobody's child here reports its end to no one
  for (let waited = 0; isAlive(leftover); waited += step) {
    if (waited >= patience) signal(leftover, "SIGKILL");
    await wait(step);
  }
}

function signal({ pid }: ProcessIdentity, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // it ended in between
  }
}

function ledgerFile(dataFolder: string): string {
  return path.join(dataFolder, "processes.json");
}
