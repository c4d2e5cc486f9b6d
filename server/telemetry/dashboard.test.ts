import { expect, test } from "vitest";
import { metricsIn, readDashboard } from "./testing/dashboard.ts";
import { openEverything } from "./testing/every-metric.ts";

const queries = readDashboard().panels.flatMap(({ title, targets }) =>
  targets.map(({ expr }) => [title, expr] as const),
);

test.each(queries)("%s: %s names metrics that there are", async (_title, expr) => {
  const { sampleNames } = await openEverything();
  const named = metricsIn(expr);
  expect(named.length).toBeGreaterThan(0);
  for (const name of named) expect(sampleNames).toContain(name);
});

test("everything that the shop measures of itself is on the dashboard", async () => {
  const { metrics } = await openEverything();
  const shown = queries.flatMap(([, expr]) => metricsIn(expr));
  const own = metrics.filter(({ name }) => name.startsWith("granary_"));
  for (const { name } of own) expect(shown.map((each) => each.replace(/_(bucket|sum|count)$/, ""))).toContain(name);
});

test("names and units are as Prometheus has them, and no label could be an id", async () => {
  const { metrics } = await openEverything();
  const labels = ["agent", "method", "outcome", "partition", "lane", "kind", "result", "reason", "operation"];
  for (const { name, type, labelNames } of metrics.filter((each) => each.name.startsWith("granary_"))) {
    expect(name).toMatch(/^granary_[a-z]+(_[a-z]+)*$/);
    expect(name.endsWith("_total")).toBe(type === "counter");
    expect(name).not.toMatch(/_(ms|milliseconds|kb|mb|megabytes)$/);
    for (const label of labelNames) expect([...labels, "handed_back"]).toContain(label);
  }
});
