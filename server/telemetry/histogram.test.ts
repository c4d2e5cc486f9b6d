import fc from "fast-check";
import { Histogram, Registry } from "prom-client";
import { expect, test } from "vitest";
import { createHistogram } from "./histogram.ts";

const buckets = [0.0005, 0.25, 1, 10];
const values = fc.oneof(fc.constantFrom(...buckets, 0, 0.3, 11), fc.double({ min: 0, max: 20, noNaN: true }));
const label = fc.constantFrom("cart", "order", 'a "quoted" one', "");
const about = { name: "wait_seconds", help: "How long it took.", buckets };

test("the page shows what the library's own histogram would show", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(values, label, label)), async (observed) => {
      const [ours, theirs] = [new Registry(), new Registry()];
      const histogram = createHistogram({ ...about, labelNames: ["agent", "outcome"], register: ours });
      const model = new Histogram({ ...about, labelNames: ["agent", "outcome"], registers: [theirs] });
      for (const [value, agent, outcome] of observed) {
        histogram.observe(value, agent, outcome);
        model.observe({ agent, outcome }, value);
      }
      expect(await ours.metrics()).toBe(await theirs.metrics());
    }),
  );
});

test("without labels it is there before anything is observed, as the library's is", async () => {
  const [ours, theirs] = [new Registry(), new Registry()];
  const histogram = createHistogram({ ...about, labelNames: [], register: ours });
  const model = new Histogram({ ...about, registers: [theirs] });
  expect(await ours.metrics()).toBe(await theirs.metrics());
  histogram.observe(0.4);
  model.observe(0.4);
  expect(await ours.metrics()).toBe(await theirs.metrics());
});

test("two of one name are refused", () => {
  const register = new Registry();
  createHistogram({ ...about, labelNames: [], register });
  expect(() => createHistogram({ ...about, labelNames: [], register })).toThrow("already been registered");
});
