import { CannotMeasure } from "../cannot-measure.ts";
import { parseGiven } from "../command-line.ts";

export const usage = `npm run bench:compare -- A.json B.json   how B's figures are to A's: two results of bench/results/ of one kind
npm run bench:compare -- --all A B        also what has hardly changed (within 5 %)`;

export type CompareOptions = { from: string; to: string; all: boolean };

export function readCompareOptions(args: string[]): CompareOptions | "help" {
  const { values, positionals } = parse(args);
  if (values.help) return "help";
  const [from, to, ...more] = positionals;
  if (from === undefined || to === undefined || more.length > 0)
    throw new CannotMeasure(`Two files are compared, not ${positionals.length}.\n${usage}`);
  return { from, to, all: values.all };
}

function parse(args: string[]) {
  const options = { all: { type: "boolean", default: false }, help: { type: "boolean" } } as const;
  return parseGiven({ args, options, allowPositionals: true }, usage);
}
