// A silo in a process of its own, which says how much processor time it has used when it is asked.
import { openEngine, openPorts } from "../../engine/open-engine.ts";
import { createShelves } from "../../engine/shelf.ts";
import type { SiloSaid } from "./silo-process.ts";

const [, , url = "", namespace = "", partitions = ""] = process.argv;
const opened = new AsyncDisposableStack();
const say = (said: SiloSaid) => process.send?.(said);

process.on("disconnect", () => process.exit(1));
process.on("message", async (asked) => {
  if (asked === "stop") {
    await opened.disposeAsync();
    process.exit(0);
  }
  const { user, system } = process.cpuUsage();
  say({ cpuUs: user + system });
});

const ports = await openPorts(opened, { url, namespace, partitions: Number(partitions), log: () => {} });
// the partitions are shared with the others: it owns all of them only while it is alone
await openEngine(opened, { ports, agents: createShelves(), silo: true });
say({ cpuUs: 0 });
