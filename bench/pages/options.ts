import { parseGiven } from "../command-line.ts";

export type PagesOptions = { quick: boolean; json: string | undefined };

export const usage = `npm run bench:pages                 pages a second of home, product and cart with 1 and 16 connections, and what a
                                    browser loads at its first visit of each page
npm run bench:pages -- --quick      for a moment each, to see that it can be measured
npm run bench:pages -- --json FILE  the result into that file instead of bench/results/`;

export function readPagesOptions(args: string[]): PagesOptions | "help" {
  const { help, quick, json } = parse(args);
  return help ? "help" : { quick, json };
}

function parse(args: string[]) {
  const options = {
    quick: { type: "boolean", default: false },
    json: { type: "string" },
    help: { type: "boolean" },
  } as const;
  return parseGiven({ args, options }, usage).values;
}
