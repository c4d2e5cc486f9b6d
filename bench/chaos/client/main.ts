// A process of its own with some of the clients: node bench/chaos/client/main.ts '{"url": …}'. Over the channel to whoever
// started it, it says how many commands have been answered, and is told when the load is over.
import fs from "node:fs";
import path from "node:path";
import { seededRandom } from "#runtime/testing/simulated-process.ts";
import { httpCaller } from "../../http-call.ts";
import { clientFile, type Line } from "../record.ts";
import { ClientOrder, type Progress } from "./order.ts";
import { createPlan } from "./plan.ts";
import { restDoor } from "./rest-door.ts";
import { runClient } from "./run-client.ts";
import { trpcDoor } from "./trpc-door.ts";

const order = ClientOrder.parse(JSON.parse(process.argv[2] ?? "{}"));
const { url, apiKey, folder, run, seed, clients, pauseMs, patienceMs } = order;
// longer than the shop makes anybody wait
const call = httpCaller(url, 40_000, 4 * clients);
const doors = { rest: restDoor(call, apiKey, run), trpc: trpcDoor(call, apiKey, url) };
const door = doors[order.door];

let overSince = Number.POSITIVE_INFINITY;
process.once("message", () => {
  overSince = Date.now();
});
process.once("disconnect", () => process.exit(1));
let answered = 0;
setInterval(() => process.send?.({ answered } satisfies Progress), 500);

await Promise.all(
  Array.from({ length: clients }, (_, i) => {
    const client = `${order.door}${i}`;
    const file = fs.openSync(path.join(folder, clientFile(client)), "a");
    const random = seededRandom(seed * 1000 + i + (order.door === "rest" ? 0 : 500));
    const { keyedCheckouts } = door;
    return runClient({
      client,
      run,
      door,
      otherDoor: doors.rest,
      plan: createPlan({ ...order, client, random, keyedCheckouts }),
      write(line: Line) {
        fs.writeSync(file, `${JSON.stringify(line)}\n`);
        if (line.line === "answer" && (line.outcome === "ok" || line.outcome === "refused")) answered += 1;
      },
      now: Date.now,
      pause: () => 2 * pauseMs * random(),
      isOver: () => Date.now() >= overSince,
      isTooLate: () => Date.now() > overSince + patienceMs,
    });
  }),
);
process.exit(0);
