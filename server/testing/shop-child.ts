import { cart } from "#agents/cart/cart.contract.ts";
import { createAgents } from "#agents/registry.ts";
import { createRuntime } from "#runtime/create-runtime.ts";
import { openRedis } from "#runtime/redis/open-redis.ts";

// A whole process of the shop for tests that kill or pause it: it hosts the agents, and checks a cart out when it is told
// to. Then, and only then, its failpoint is armed: "kill" ends it by SIGKILL at that point, "hold" never goes on from it,
// "pause" stops it by SIGSTOP and goes on from there after SIGCONT. What it logs of warnings it sends to its test.

type Order = { shopper: string; key: string; quote: string; failpoint?: string; end?: "kill" | "hold" | "pause" };

const [url = "", namespace = ""] = process.argv.slice(2);
const log = (level: string, message: string) => {
  if (level === "warn") process.send?.({ warning: message });
};
const ports = await openRedis({ url, namespace, partitions: 2, log });
let armed: Order | undefined;

/** Resolves when it was woken; the message is on its way before it stops. */
function pause(): Promise<void> {
  return new Promise((resolve) => {
    process.send?.("paused", () => {
      process.kill(process.pid, "SIGSTOP");
      resolve();
    });
  });
}

const runtime = await createRuntime({
  agents: createAgents(),
  ports,
  log,
  failpoint(point, agent) {
    if (armed?.failpoint !== `${point}:${agent.split("/")[0]}`) return undefined;
    const { end } = armed;
    armed = undefined;
    if (end === "pause") return pause();
    if (end !== "hold") process.kill(process.pid, "SIGKILL");
    return new Promise(() => {});
  },
});
await runtime.startSilo();

process.on("message", (order: Order) => {
  armed = order;
  const { shopper, key, quote } = order;
  runtime
    .as({ kind: "shopper", id: shopper })
    .ask(cart, shopper, { key })
    .checkout({ quote })
    .then(
      (result) => process.send?.({ result }),
      (error: unknown) => process.send?.({ error: String(error) }),
    );
});
process.on("disconnect", () => process.exit(0));
process.send?.("ready");
