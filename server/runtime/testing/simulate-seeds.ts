import { once } from "node:events";
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { Simulated } from "./simulation.ts";

/** Simulates each seed, spread over the machine's cores, and calls `onReport` with each outcome as it comes. */
export async function simulateSeeds(seeds: readonly number[], onReport: (report: Simulated) => void): Promise<void> {
  const count = Math.min(availableParallelism(), seeds.length);
  const workers = Array.from({ length: count }, (_, own) => {
    const workerData = seeds.filter((_seed, index) => index % count === own);
    const worker = new Worker(new URL("./simulation-worker.ts", import.meta.url), { workerData });
    worker.on("message", onReport);
    return worker;
  });
  try {
    await Promise.all(workers.map((worker) => once(worker, "exit")));
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}
