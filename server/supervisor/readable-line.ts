import { z } from "zod";

const Entry = z.object({
  level: z.number(),
  msg: z.string(),
  error: z.union([z.string(), z.object({ message: z.string() }).transform(({ message }) => message)]).optional(),
});

const warning = 40;

/** A log line for a person at a terminal; what is not an entry of the log is shown as it is. */
export function readableLine(line: string): string {
  if (!line.startsWith("{")) return line;
  try {
    const entry = Entry.safeParse(JSON.parse(line));
    if (!entry.success) return line;
    const { level, msg, error } = entry.data;
    return `${level >= warning ? "! " : "  "}${msg}${error ? `: ${error}` : ""}`;
  } catch {
    return line;
  }
}
