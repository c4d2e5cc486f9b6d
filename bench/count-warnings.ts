import { z } from "zod";

export interface Warning {
  message: string;
  count: number;
}

const warn = 40;
const Line = z.object({ level: z.number(), msg: z.string() });

/** How often a shop's log warned of each thing, the most frequent first; its other lines are passed over. */
export function countWarnings(log: string): Warning[] {
  const messages = log.split("\n").flatMap((text) => {
    const line = Line.safeParse(jsonOf(text));
    return line.success && line.data.level >= warn ? [line.data.msg] : [];
  });
  return [...Map.groupBy(messages, (message) => message)]
    .map(([message, { length }]) => ({ message, count: length }))
    .sort((one, other) => other.count - one.count);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
