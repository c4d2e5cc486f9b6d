import fs from "node:fs";
import path from "node:path";
import { z } from "zod";

const Panel = z.object({
  title: z.string(),
  type: z.string(),
  gridPos: z.object({ x: z.number(), y: z.number(), w: z.number(), h: z.number() }),
  fieldConfig: z.object({ defaults: z.object({ unit: z.string() }) }).optional(),
  targets: z.array(z.object({ expr: z.string(), legendFormat: z.string() })).default([]),
});
const Dashboard = z.object({ title: z.string(), panels: z.array(Panel) });
export type DashboardPanel = z.output<typeof Panel>;

const file = path.resolve(import.meta.dirname, "../../../deploy/grafana/granary.json");

export const readDashboard = () => Dashboard.parse(JSON.parse(fs.readFileSync(file, "utf8")));

/** Words of PromQL that stand where a metric could. */
const words = new Set(["sum", "max", "by", "rate", "increase", "histogram_quantile", "le"]);

/** The metrics that a query names: what is neither a word of the language, nor a label, nor text. */
export function metricsIn(expr: string): string[] {
  const bare = expr
    .replaceAll(/\{[^}]*\}/g, "")
    .replaceAll(/\[[^\]]*\]/g, "")
    .replaceAll(/by \([^)]*\)/g, "");
  return [...new Set(bare.match(/[a-z_]\w*/gi) ?? [])].filter((word) => !words.has(word));
}
