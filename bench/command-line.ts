import { type ParseArgsConfig, parseArgs } from "node:util";
import { CannotMeasure } from "./cannot-measure.ts";

/** What a command was given: its options, and what stands beside them where that is allowed. Else how it is used. */
export function parseGiven<const T extends ParseArgsConfig>(config: T, usage: string): ReturnType<typeof parseArgs<T>> {
  try {
    return parseArgs(config);
  } catch (error) {
    throw new CannotMeasure(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
  }
}

/** An option's number; `range` says in words which ones suit. */
export function numberOf(name: string, text: string, range: string, suits: (given: number) => boolean): number {
  const given = Number(text);
  if (text !== "" && Number.isFinite(given) && suits(given)) return given;
  throw new CannotMeasure(`--${name} must be ${range}, not "${text}".`);
}

export const wholeNumberOf = (name: string, text: string, least: number): number =>
  numberOf(name, text, `a whole number from ${least}`, (given) => Number.isSafeInteger(given) && given >= least);
