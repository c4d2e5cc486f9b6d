import { afterAll, beforeAll, expect, test } from "vitest";
import { buyByRest, purchaser } from "./telemetry/testing/rest-purchase.ts";
import { outline, type SeenSpan } from "./telemetry/testing/span-tree.ts";
import { receiveTraces, type TraceReceiver } from "./telemetry/testing/trace-receiver.ts";
import { type JoinedRoles, joinShop, startShop, type TestShop } from "./testing/shop.ts";
import { temporaryFolder } from "./testing/temporary-folder.ts";

const folder = temporaryFolder("seen");
let receiver: TraceReceiver;
let shop: TestShop;
let second: JoinedRoles;

beforeAll(async () => {
  receiver = await receiveTraces();
  const env = { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url, LOG_LEVEL: "trace" };
  // web, silo and projector are processes of their own, and a second silo has half of the partitions
  shop = await startShop({ dataFolder: folder.path, args: ["--split"], env: { ...env, PARTITIONS: "4" } });
  second = await joinShop(folder.path, "silo", env);
  await second.printed(/this silo runs partitions (\d(?:, \d)*) of 4; 2 silos live/);
}, 180_000);
afterAll(async () => {
  await second?.stop();
  await shop?.stop();
  await receiver?.[Symbol.asyncDispose]();
  folder.remove();
});

const door = () => ({ url: shop.url, apiKey: shop.credentials.apiKey });

/** What the checkout itself consists of; what the assistant then does comes after it. */
const checkout = [
  "POST /v1/cart/:userId/checkout",
  "  ask cart.checkout",
  "    accept",
  "    turn cart.checkout",
  "      ask order.initializeOrder",
  "        turn order.initializeOrder",
  "          commit",
  "      ask purchaseHistory.addOrder",
  "        turn purchaseHistory.addOrder",
  "          commit",
  "      commit",
  "      query pricing.getPrice",
  "      query product.getLabel",
  "      turn shoppingAssistant.recommendItems",
];

/** The spans of a trace once as many have come as a checkout has by each name; whose they are is for the test to say. */
function whole(spans: readonly SeenSpan[], traceId: string): SeenSpan[] | undefined {
  const ofTrace = spans.filter((span) => span.traceId === traceId);
  const count = (names: string[], name: string) => names.filter((each) => each === name).length;
  const [wanted, come] = [checkout.map((line) => line.trim()), ofTrace.map(({ name }) => name)];
  return wanted.every((name) => count(come, name) >= count(wanted, name)) ? ofTrace : undefined;
}

test("a checkout is one trace across processes: gateway, queue, turn, nested turns, commits, each below its cause", async () => {
  const crossing: boolean[] = [];
  // which agents share a silo depends on their names: of a dozen shoppers some have theirs on both
  for (let n = 0; n < 12; n++) {
    const { traceId } = await buyByRest(door(), `seen-${n}`);
    const spans = await receiver.found((all) => whole(all, traceId));
    expect(outline(spans)).toEqual(expect.arrayContaining(checkout));
    const named = (name: string) => spans.find((span) => span.name === name);
    const [gateway, asked, turn] = [named(checkout[0] ?? ""), named("ask cart.checkout"), named("turn cart.checkout")];
    expect([asked?.parentId, turn?.parentId]).toEqual([gateway?.spanId, asked?.spanId]);
    expect(gateway?.process).toMatch(/^web-/);
    expect(turn?.process).toMatch(/^silo-/);
    for (const callee of ["order.initializeOrder", "purchaseHistory.addOrder"]) {
      const [nested, there] = [named(`ask ${callee}`), named(`turn ${callee}`)];
      expect([nested?.parentId, there?.parentId]).toEqual([turn?.spanId, nested?.spanId]);
      expect([nested?.process, there?.process.replace(/\d+/, "")]).toEqual([turn?.process, "silo-"]);
      const commits = spans.filter((span) => span.name === "commit" && span.parentId === there?.spanId);
      expect(commits.map(({ process }) => process)).toEqual([there?.process]);
      crossing.push(there?.process !== turn?.process);
    }
  }
  // the same shape, whether the callee was in the same silo or across the queue
  expect(new Set(crossing)).toEqual(new Set([true, false]));
}, 120_000);

test("every process tells Prometheus how it does, and what is sent from outside makes no series", async () => {
  const metrics = shop.metrics();
  expect(Object.keys(metrics).sort()).toEqual(["projector", "silo", "web"]);
  const strange = await fetch(`${shop.url}/v1/agents/cart/u1/trigger/stealThis`, {
    method: "POST",
    headers: { "x-api-key": shop.credentials.apiKey },
  });
  expect(strange.status).toBe(404);
  const scrape = async (url = "") => (await fetch(url)).text();
  const [web, silo, projector] = await Promise.all([metrics.web, metrics.silo, metrics.projector].map(scrape));
  const secondSilo = await scrape(second.metrics().silo);
  expect(web).toMatch(/^granary_command_duration_seconds_count\{agent="cart",method="checkout",outcome="ok"\} 12$/m);
  expect(web).toMatch(/^granary_projection_lag_commits \d+$/m);
  expect(projector).toMatch(/^granary_projection_lag_commits \d+$/m);
  for (const text of [silo, secondSilo]) {
    expect(text).toMatch(/^granary_owned_partitions 2$/m);
    expect(text).toMatch(/^granary_turn_duration_seconds_count\{agent="cart",method="\w+",outcome="ok"\} \d+$/m);
    expect(text).toMatch(/^granary_open_turns\{partition="\d"\} \d+$/m);
    expect(text).toMatch(/^nodejs_eventloop_lag_p99_seconds /m);
  }
  const all = [web, silo, projector, secondSilo].join("\n");
  expect(all).not.toContain("stealThis");
  expect(all).not.toMatch(/seen-\d/);
});

test("the log says nothing of the people who bought, nor how to get in", async () => {
  const output = shop.output + second.output;
  const told = [purchaser.email, ...Object.values(purchaser.address), shop.credentials.apiKey];
  for (const secret of [...told, shop.credentials.admin.password, shop.credentials.admin.email]) {
    expect(output).not.toContain(secret);
  }
  expect(output).toContain('"msg":"ready');
});
