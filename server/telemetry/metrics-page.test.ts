import path from "node:path";
import { expect, test } from "vitest";
import { openEverything } from "./testing/every-metric.ts";

const page = path.resolve(import.meta.dirname, "../../docs/design/metrics.md");

const words = `# Metrics

Every metric of the shop. A test writes this page from the code (\`npx vitest run server/telemetry/metrics-page.test.ts -u\`) and
fails where they differ. Beside these every process has prom-client's own \`process_*\` and \`nodejs_*\`, the event loop's
delay among them (\`nodejs_eventloop_lag_p99_seconds\`). [observability.md](observability.md) says where they are read.
`;

test("the page of metrics says what there is", async () => {
  const { metrics } = await openEverything();
  const own = metrics.filter(({ name }) => name.startsWith("granary_")).sort((a, b) => (a.name < b.name ? -1 : 1));
  const rows = own.map(({ name, type, labelNames, help }) => {
    return [`\`${name}\``, type, labelNames.map((label) => `\`${label}\``).join(", "), help];
  });
  const lines = [["metric", "type", "labels", "what it says"], ["---", "---", "---", "---"], ...rows];
  const table = lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
  await expect(`${words}\n${table}\n`).toMatchFileSnapshot(page);
});
