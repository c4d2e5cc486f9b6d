import { z } from "zod";
import { RowsResult } from "../rows.ts";

const CostShape = z.object({ cpuUs: z.number(), p50Us: z.number().optional(), p99Us: z.number().optional() });

const SweepResult = z.object({
  name: z.string(),
  points: z.array(z.object({ x: z.number(), costs: z.record(z.string(), CostShape) })),
});
export type SweepResult = z.output<typeof SweepResult>;

/** The rows are for comparing; the sweeps are what pages and pictures are made of. */
export const GrowthResult = RowsResult.extend({ kind: z.literal("growth"), sweeps: z.array(SweepResult) });
export type GrowthResult = z.output<typeof GrowthResult>;

/** Each cost at each x, by name. */
export const rowsOf = (sweeps: readonly SweepResult[]): GrowthResult["rows"] =>
  sweeps.flatMap(({ name, points }) =>
    points.flatMap(({ x, costs }) =>
      Object.entries(costs).map(([cost, figures]) => ({
        name: `${name} ${x.toLocaleString("en")}, ${cost}`,
        figures: Object.fromEntries(
          Object.entries(figures).filter((entry): entry is [string, number] => entry[1] !== undefined),
        ),
      })),
    ),
  );
