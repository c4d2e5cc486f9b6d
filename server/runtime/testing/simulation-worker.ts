import { parentPort, workerData } from "node:worker_threads";
import { simulate } from "./simulation.ts";

for (const seed of workerData as number[]) {
  const report = await simulate(seed).catch((error: unknown) => {
    throw new Error(`seed ${seed} could not be simulated to its end`, { cause: error });
  });
  parentPort?.postMessage(report);
}
