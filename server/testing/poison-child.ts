import { createRuntime } from "#runtime/create-runtime.ts";
import { openRedis } from "#runtime/redis/open-redis.ts";
import { startWatchdog } from "#runtime/watchdog.ts";
import { createWorker } from "./poison-agents.ts";

// A silo under the watchdog, with workers that fail while the file of the cause is there.

const [url = "", namespace = "", cause = ""] = process.argv.slice(2);
const log = () => {};
startWatchdog({ tick: 100, patience: 10 });
const ports = await openRedis({ url, namespace, partitions: 2, log });
const runtime = await createRuntime({ agents: [createWorker(cause)], ports, log });
await runtime.startSilo();
process.on("disconnect", () => process.exit(0));
process.send?.("ready");
