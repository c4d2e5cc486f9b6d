import { parseGiven, wholeNumberOf } from "../command-line.ts";

export type OverloadOptions = { seconds: number; times: number; seed: number; json: string | undefined };

export const usage = `npm run test:overload                          four times what the shop can take, for 30 s
npm run test:overload -- --seconds 10 --times 8
npm run test:overload -- --seed=S              the same commands as another run
npm run test:overload -- --json FILE           the whole result for programs
Exit code 0 only if goodput stays above 80 % of the maximum, memory flat, refusals say when to come back, and it recovers.`;

export function readOverloadOptions(args: string[]): OverloadOptions | "help" {
  const values = parse(args);
  if (values.help) return "help";
  return {
    seconds: wholeNumberOf("seconds", values.seconds, 5),
    times: wholeNumberOf("times", values.times, 1),
    seed: wholeNumberOf("seed", values.seed, 0),
    json: values.json,
  };
}

function parse(args: string[]) {
  const options = {
    seconds: { type: "string", default: "30" },
    times: { type: "string", default: "4" },
    seed: { type: "string", default: "1" },
    json: { type: "string" },
    help: { type: "boolean" },
  } as const;
  return parseGiven({ args, options }, usage).values;
}
