import { parentPort, workerData } from "node:worker_threads";
import { simulate } from "./simulation.ts";

for (const seed of workerData as number[]) parentPort?.postMessage(await simulate(seed));
