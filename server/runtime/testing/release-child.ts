// A silo of one release in a process of its own: release-child.ts <redis url> <namespace> older|newer. Leaves on SIGTERM.
import { createRuntime } from "../create-runtime.ts";
import { openRedis } from "../redis/open-redis.ts";
import { newerRelease, olderRelease } from "./tally.ts";

const [, , url = "", namespace = "", release] = process.argv;
const log = (level: string, message: string, fields?: object) => {
  if (level === "error") console.error(message, fields);
};
const ports = await openRedis({ url, namespace, partitions: 4, log });
const runtime = await createRuntime({ agents: release === "newer" ? newerRelease() : olderRelease(), ports, log });
await runtime.startSilo();

async function leave(): Promise<void> {
  await runtime.drainSilo();
  await runtime.close();
  await ports.close();
  process.exit(0);
}
process.on("SIGTERM", () => void leave());
process.on("disconnect", () => process.exit(0));
process.send?.("ready");
