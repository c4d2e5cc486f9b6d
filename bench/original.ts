import fs from "node:fs";
import path from "node:path";
import { z } from "zod";
import { endpoints } from "./k6/endpoints.ts";

const figure = z.number().nonnegative();

const Original = z.object({
  source: z.string(),
  machine: z.string(),
  users: z.number(),
  seconds: z.number(),
  rows: z.record(
    z.enum([...endpoints, "all"]),
    z.object({
      requests: figure,
      failed: figure,
      avg: figure,
      p50: figure,
      p95: figure,
      p99: figure,
      max: figure,
      perSecond: figure,
    }),
  ),
});
export type Original = z.output<typeof Original>;

/** The figures that the original published of the same four scenarios. */
export function readOriginal(): Original {
  const file = path.join(import.meta.dirname, "k6", "original.json");
  return Original.parse(JSON.parse(fs.readFileSync(file, "utf8")));
}
