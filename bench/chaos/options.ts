import { numberOf, parseGiven, wholeNumberOf } from "../command-line.ts";

export type ChaosOptions = {
  /** From the first command to the last, and longer when `commands` takes longer. */
  minutes: number;
  /** How many are answered at least. */
  commands: number;
  seed: number;
  /** How often each kind of fault comes. */
  faults: number;
  /** At each of the two doors. */
  clients: number;
  /** How long a client rests after a command on average, in ms. */
  pauseMs: number;
  json: string | undefined;
};

export const usage = `npm run test:chaos                                    ten minutes, each fault five times, a seed of its own
npm run test:chaos -- --minutes=2 --faults=1          shorter, with fewer faults
npm run test:chaos -- --minutes=15 --commands=100000  goes on until both are reached; the faults come in the minutes
npm run test:chaos -- --seed=S                        the same commands and faults at the same moments as another run
npm run test:chaos -- --clients=12                    how many clients at each door, REST and tRPC
npm run test:chaos -- --pause=500                     how long a client rests after a command, on average, in ms
npm run test:chaos -- --json FILE                     the whole result for programs
Exit code 0 only if nothing was lost, applied twice or out of order, and at most 1 % ended unknown.`;

export function readChaosOptions(args: string[], newSeed: () => number): ChaosOptions | "help" {
  const values = parse(args);
  if (values.help) return "help";
  return {
    minutes: numberOf("minutes", values.minutes, "greater than 0", (given) => given > 0),
    commands: wholeNumberOf("commands", values.commands, 0),
    seed: values.seed === undefined ? newSeed() : wholeNumberOf("seed", values.seed, 0),
    faults: wholeNumberOf("faults", values.faults, 0),
    clients: wholeNumberOf("clients", values.clients, 1),
    pauseMs: wholeNumberOf("pause", values.pause, 0),
    json: values.json,
  };
}

function parse(args: string[]) {
  const options = {
    minutes: { type: "string", default: "10" },
    commands: { type: "string", default: "0" },
    seed: { type: "string" },
    faults: { type: "string", default: "5" },
    clients: { type: "string", default: "12" },
    pause: { type: "string", default: "0" },
    json: { type: "string" },
    help: { type: "boolean" },
  } as const;
  return parseGiven({ args, options }, usage).values;
}
