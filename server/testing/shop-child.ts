import { cart } from "#agents/cart/cart.contract.ts";
import { createAgents } from "#agents/registry.ts";
import { createRuntime } from "#runtime/create-runtime.ts";
import { openRedis } from "#runtime/redis/open-redis.ts";

// A whole process of the shop for the kill tests: it hosts the agents, and checks a cart out when it is told to.
// Then, and only then, its failpoint is armed: "kill" ends it by SIGKILL at that point, "hold" never goes on from it.

type Order = { shopper: string; key: string; quote: string; failpoint?: string; end?: "kill" | "hold" };

const [url = ""] = process.argv.slice(2);
const log = () => {};
const ports = await openRedis({ url, namespace: "killed", partitions: 2, log });
let armed: Order | undefined;

const runtime = await createRuntime({
  agents: createAgents(),
  ports,
  log,
  failpoint(point, agent) {
    if (armed?.failpoint !== `${point}:${agent.split("/")[0]}`) return undefined;
    if (armed.end === "hold") return new Promise(() => {});
    process.kill(process.pid, "SIGKILL");
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
