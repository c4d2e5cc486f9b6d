import { parseGiven, wholeNumberOf } from "../command-line.ts";

export interface RestingOptions {
  agents: number;
  help: boolean;
  keep: boolean;
}

export const usage = `npm run bench:resting                        1,000,000 resting agents, some half an hour on two cores
npm run bench:resting -- --agents=20000  so many instead, a whole number from 100
npm run bench:resting -- --keep          and write docs/evidence/resting.md anew

Makes that many carts by two commands each, and a tenth as many orders, on a Redis of its own; then shows what they take
in it beyond their state, and what they take in the process that hosted them.`;

export function readRestingOptions(args: string[]): RestingOptions {
  const { agents, ...flags } = parse(args);
  return { agents: wholeNumberOf("agents", agents, 100), ...flags };
}

function parse(args: string[]) {
  const options = {
    agents: { type: "string", default: "1000000" },
    keep: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  } as const;
  return parseGiven({ args, options }, usage).values;
}
