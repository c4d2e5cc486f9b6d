// A process of its own with some of the clients: node bench/chaos/client/main.ts '{"url": …}'
import fs from "node:fs";
import path from "node:path";
import { z } from "zod";
import { seededRandom } from "#runtime/testing/simulated-process.ts";
import { httpCaller } from "../../http-call.ts";
import { clientFile, type Line } from "../record.ts";
import { createPlan } from "./plan.ts";
import { restDoor } from "./rest-door.ts";
import { runClient } from "./run-client.ts";
import { trpcDoor } from "./trpc-door.ts";

const Order = z.object({
  url: z.string(),
  apiKey: z.string(),
  folder: z.string(),
  run: z.string(),
  seed: z.int(),
  door: z.enum(["rest", "trpc"]),
  clients: z.int(),
  sharedPrices: z.int(),
  keyed: z.number(),
  products: z.array(z.string()),
  stopAt: z.number(),
  giveUpAt: z.number(),
});
export type ClientOrder = z.output<typeof Order>;

const order = Order.parse(JSON.parse(process.argv[2] ?? "{}"));
const { url, apiKey, folder, run, seed, clients, stopAt, giveUpAt } = order;
// longer than the shop makes anybody wait
const call = httpCaller(url, 40_000, 4 * clients);
const doors = { rest: restDoor(call, apiKey, run), trpc: trpcDoor(call, apiKey, url) };
const door = doors[order.door];

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
      write: (line: Line) => void fs.writeSync(file, `${JSON.stringify(line)}\n`),
      now: Date.now,
      stopAt,
      giveUpAt,
    });
  }),
);
process.exit(0);
