import { parseGiven } from "../command-line.ts";

export type MicroOptions = { quick: boolean; json: string | undefined; only: string };

export const usage = `npm run bench:micro                   each part of a command alone, and the whole engine in one process
npm run bench:micro -- --quick        for a moment each, to see that it can be measured
npm run bench:micro -- --only commit  the groups whose name has that: envelope; patch; commit, turn record; load, query; engine; gateway
npm run bench:micro -- --json FILE    the result into that file instead of bench/results/`;

export function readMicroOptions(args: string[]): MicroOptions | "help" {
  const { help, ...options } = parse(args);
  return help ? "help" : { ...options, json: options.json };
}

function parse(args: string[]) {
  const options = {
    quick: { type: "boolean", default: false },
    only: { type: "string", default: "" },
    json: { type: "string" },
    help: { type: "boolean" },
  } as const;
  return parseGiven({ args, options }, usage).values;
}
