import { expect, onTestFinished, test } from "vitest";
import { cart } from "#agents/cart/cart.contract.ts";
import { pricing } from "#agents/pricing/pricing.contract.ts";
import { product } from "#agents/product/product.contract.ts";
import { createAgents } from "#agents/registry.ts";
import { address, listed, mug } from "#agents/testing/shop.ts";
import { counter, createCounter } from "#runtime/testing/counter.ts";
import { testRuntime } from "#runtime/testing/test-runtime.ts";
import { keepSpans } from "./testing/kept-spans.ts";
import { outline } from "./testing/span-tree.ts";
import { unmeasured } from "./testing/unmeasured.ts";

type Runtime = Parameters<typeof testRuntime>[0];

async function openTraced(options: Runtime) {
  const kept = keepSpans();
  const runtime = await testRuntime({ ...options, observer: () => kept.observe(unmeasured) });
  onTestFinished(() => runtime.stop());
  const traceOf = (name: string) => {
    const spans = kept.spans();
    const root = spans.findLast((span) => span.name === name && span.parentId === undefined);
    return spans.filter(({ traceId }) => traceId === root?.traceId);
  };
  return { runtime, kept, traceOf, shopper: runtime.as({ kind: "shopper", id: "u1" }) };
}

async function buy(silos: number) {
  const { runtime, traceOf, shopper } = await openTraced({ agents: createAgents(), silos, partitions: 8 });
  await shopper.ask(product, "p1").initializeProduct(mug);
  await shopper.ask(pricing, "p1").initializePricing({ msrpPrices: [], listPrices: listed(500), salePrices: [] });
  const own = shopper.ask(cart, "u1");
  await own.addItem({ productId: "p1", quantity: 2 });
  await own.updateBillingAddress({ address });
  await own.updateEmail({ email: "ann@example.com" });
  expect(await own.checkout({})).toMatchObject({ ok: true });
  await runtime.settle();
  return traceOf("ask cart.checkout");
}

const checkout = [
  "ask cart.checkout",
  "  accept",
  "  turn cart.checkout",
  "    ask order.initializeOrder",
  "      turn order.initializeOrder",
  "        commit",
  "    ask purchaseHistory.addOrder",
  "      turn purchaseHistory.addOrder",
  "        commit",
  "    commit",
  "    query pricing.getPrice",
  "    query product.getLabel",
];

test.each([1, 4])(
  "a checkout is one trace of the same shape on %i silos: nested calls direct or by queue",
  async (silos) => {
    const spans = await buy(silos);
    const lines = outline(spans);
    expect(lines.slice(0, checkout.length)).toEqual(checkout);
    // what it told the assistant goes on in the same trace, below the turn that told it
    expect(lines.slice(checkout.length)[0]).toBe("    turn shoppingAssistant.recommendItems");
    const [turn] = spans.filter(({ name }) => name === "turn cart.checkout");
    expect(turn?.attributes).toMatchObject({
      "granary.agent.type": "cart",
      "granary.method": "checkout",
      "granary.attempt": 1,
      "granary.outcome": "ok",
      "granary.call_id": expect.any(String),
    });
  },
);

test("each attempt is a span of its own below the same parent, and says how it ended", async () => {
  const { traceOf, shopper } = await openTraced({ agents: [createCounter()] });
  await shopper.ask(counter, "c1").breakDown({ times: 2 });
  const spans = traceOf("ask counter.breakDown");
  const turns = spans.filter(({ name }) => name === "turn counter.breakDown");
  expect(turns.map(({ attributes }) => [attributes["granary.attempt"], attributes["granary.outcome"]])).toEqual([
    [1, "threw"],
    [2, "threw"],
    [3, "ok"],
  ]);
  expect(new Set(turns.map(({ parentId }) => parentId)).size).toBe(1);
  expect(outline(spans).filter((line) => line.trim() === "commit")).toHaveLength(1);
});

test("what is told for later is a trace of its own that names the one which told it", async () => {
  const { runtime, kept, shopper } = await openTraced({ agents: [createCounter()] });
  await shopper.tell(counter, "c1", { at: new Date(runtime.clock.now() + 5_000) }).tick();
  const [told] = kept.spans().filter(({ name }) => name === "tell counter.tick");
  await runtime.clock.advance(6_000);
  await runtime.settle();
  const [turn] = kept.raw().filter(({ name }) => name === "turn counter.tick");
  expect(turn?.parentSpanContext).toBeUndefined();
  expect(turn?.spanContext().traceId).not.toBe(told?.traceId);
  expect(turn?.links.map(({ context }) => context.spanId)).toEqual([told?.spanId]);
});

test("a query that belongs to nothing is no trace", async () => {
  const { kept, shopper } = await openTraced({ agents: [createCounter()] });
  await shopper.query(counter, "c1").getTotal();
  expect(kept.spans()).toEqual([]);
});
