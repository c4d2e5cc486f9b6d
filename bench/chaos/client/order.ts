import { z } from "zod";

/** What one process of clients is to do. */
export const ClientOrder = z.object({
  url: z.string(),
  apiKey: z.string(),
  folder: z.string(),
  run: z.string(),
  seed: z.int(),
  door: z.enum(["rest", "trpc"]),
  clients: z.int(),
  sharedPrices: z.int(),
  keyed: z.number(),
  products: z.array(z.string()),
  /** How long a client rests after a command, on average. */
  pauseMs: z.number(),
  /** How long after the end of the load what has no answer is asked again. */
  patienceMs: z.number(),
});
export type ClientOrder = z.output<typeof ClientOrder>;

/** What the process says again and again. */
export const Progress = z.object({ answered: z.int() });
export type Progress = z.output<typeof Progress>;
