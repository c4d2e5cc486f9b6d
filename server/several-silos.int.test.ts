import { afterAll, beforeAll, expect, test } from "vitest";
import { joinShop, startShop, type TestShop } from "./testing/shop.ts";
import { outcomesOf, type SteadyClients, startSteadyClients } from "./testing/steady-clients.ts";
import { temporaryFolder } from "./testing/temporary-folder.ts";

const folder = temporaryFolder("silos");
const hasShare = /this silo runs partitions (\d(?:, \d)*) of 4; 2 silos live/;
let shop: TestShop;

beforeAll(async () => {
  // web, silo and projector are processes of their own, so that a silo can end without its door
  shop = await startShop({ dataFolder: folder.path, args: ["--split"], env: { PARTITIONS: "4" } });
}, 180_000);
afterAll(async () => {
  await shop?.stop();
  folder.remove();
});

const startClients = (): SteadyClients => startSteadyClients({ url: shop.url, apiKey: shop.credentials.apiKey }, 12);

test("a silo joins a running shop, takes its share, and leaves on SIGTERM without one failed call", async () => {
  const clients = startClients();
  await clients.more(50);
  const joined = await joinShop(folder.path, "silo");
  const share = await joined.printed(hasShare);
  expect(share.split(", ")).toHaveLength(2);
  await clients.more(100);
  expect(await joined.stop()).toBe(0);
  expect(joined.output).toContain("this silo leaves: it finishes what it has and hands 2 partitions on");
  await clients.more(100);
  const { acknowledged, inCarts } = await clients.stop();
  expect(outcomesOf(clients.calls)).toEqual({ 200: clients.calls.length });
  expect(inCarts).toEqual(acknowledged);
}, 120_000);

test("when a silo is killed with SIGKILL its calls are answered by another, and each takes effect once", async () => {
  const clients = startClients();
  const joined = await joinShop(folder.path, "silo");
  await joined.printed(hasShare);
  await clients.more(100);
  const { silo = 0 } = joined.pids();
  process.kill(silo, "SIGKILL");
  await joined.printed(/The silo process ended \(SIGKILL\); starting it again/);
  // both the one that took over and the one that was started again have a share once more
  await clients.more(200);
  const { acknowledged, inCarts } = await clients.stop();
  expect(outcomesOf(clients.calls)).toEqual({ 200: clients.calls.length });
  expect(inCarts).toEqual(acknowledged);
  expect(await joined.stop()).toBe(0);
}, 120_000);
