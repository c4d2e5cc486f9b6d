import { CannotMeasure } from "../cannot-measure.ts";
import { parseGiven } from "../command-line.ts";

export type GrowthOptions = {
  quick: boolean;
  only: string;
  json: string | undefined;
  keep: boolean;
  draw: string | undefined;
};

export const usage = `npm run bench:growth                   how a command's and a read's cost grow with agents, state, history, cart,
                                       silos and partitions: some ten minutes
npm run bench:growth -- --quick        smaller and shorter, to see that it can be measured
npm run bench:growth -- --only cart    the sweeps whose name has that: agents, state, journal, cart, silos, partitions
npm run bench:growth -- --json FILE    the result into that file instead of bench/results/
npm run bench:growth -- --keep         and write docs/performance/ anew
npm run bench:growth -- --draw FILE    only write docs/performance/ anew, from a result
Exit code 1 when a cost grows faster than linearly.`;

export function readGrowthOptions(args: string[]): GrowthOptions | "help" {
  const { help, json, draw, ...flags } = parse(args);
  if (flags.keep && (flags.quick || flags.only !== ""))
    throw new CannotMeasure("--keep is for whole runs: without --quick and --only.");
  return help ? "help" : { ...flags, json, draw };
}

function parse(args: string[]) {
  const options = {
    quick: { type: "boolean", default: false },
    only: { type: "string", default: "" },
    json: { type: "string" },
    keep: { type: "boolean", default: false },
    draw: { type: "string" },
    help: { type: "boolean" },
  } as const;
  return parseGiven({ args, options }, usage).values;
}
