import { z } from "zod";

const MachineShape = z.object({
  cores: z.number(),
  processor: z.string(),
  memoryGiB: z.number(),
  system: z.string(),
  node: z.string(),
  redis: z.string(),
  loadBefore: z.number(),
});

/** Figures of one thing, by what they are. */
const FigureRow = z.object({ name: z.string(), figures: z.record(z.string(), z.number()) });
export type FigureRow = z.output<typeof FigureRow>;

/** A result that is a list of figures; `kind` says of what, and only those of one kind are compared. */
export const RowsResult = z.object({
  kind: z.enum(["micro", "growth", "pages"]),
  /** ISO 8601, in UTC. */
  startedAt: z.string(),
  /** Short; with "-changed" when the files differed from it. */
  commit: z.string(),
  machine: MachineShape,
  /** Measured for a moment only, to see that it can be. */
  quick: z.boolean(),
  rows: z.array(FigureRow),
});
export type RowsResult = z.output<typeof RowsResult>;
