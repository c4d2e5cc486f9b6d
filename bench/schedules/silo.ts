// A silo in a process of its own, which tells what it uses when it is asked.
import { createRuntime } from "#runtime/create-runtime.ts";
import { openRedis } from "#runtime/redis/open-redis.ts";
import { createClockwork } from "./clockwork.ts";

const [, , url = ""] = process.argv;
const log = () => {};
const ports = await openRedis({ url, namespace: "schedules", partitions: 4, log });
const runtime = await createRuntime({ agents: [createClockwork()], ports, log });
await runtime.startSilo();

process.on("message", async (what) => {
  if (what === "use") {
    gc?.();
    const { heapUsed, rss } = process.memoryUsage();
    const { user, system } = process.cpuUsage();
    process.send?.({ heapUsed, rss, cpuMs: (user + system) / 1000 });
  } else {
    await runtime.drainSilo();
    process.exit(0);
  }
});
process.on("disconnect", () => process.exit(1));
while (!(await runtime.health()).ok) await new Promise((resolve) => setTimeout(resolve, 20));
process.send?.("ready");
