import { CannotMeasure } from "../cannot-measure.ts";
import { parseGiven, wholeNumberOf } from "../command-line.ts";
import { type SystemName, systemNames } from "./system.ts";

export interface PeersOptions {
  systems: SystemName[];
  rounds: number;
  seconds: number;
  warmUp: number;
  /** Whether nothing is measured but what is synced to the disk, and when. */
  onlyDurability: boolean;
  /** Where the systems keep their data while they are measured. */
  data: string | undefined;
  json: string | undefined;
}

export const usage = `npm run bench:peers                           three rounds of all systems, some 20 minutes
npm run bench:peers -- --json FILE            the whole result for programs too
npm run bench:peers -- --rounds 1 --seconds 5 --warm-up 2
                                              how many rounds, and how long each measurement
npm run bench:peers -- --systems granary,restate
                                              only some of ${systemNames.join(", ")}
npm run bench:peers -- --durability           only what each syncs to the disk before it answers
npm run bench:peers -- --data FOLDER          where they keep their data meanwhile: a disk, not memory`;

export function readPeersOptions(args: string[]): PeersOptions | "help" {
  const values = parse(args);
  if (values.help) return "help";
  return {
    systems: systemsOf(values.systems),
    rounds: wholeNumberOf("rounds", values.rounds, 1),
    seconds: wholeNumberOf("seconds", values.seconds, 1),
    warmUp: wholeNumberOf("warm-up", values["warm-up"], 0),
    onlyDurability: values.durability ?? false,
    data: values.data,
    json: values.json,
  };
}

function parse(args: string[]) {
  const options = {
    systems: { type: "string", default: systemNames.join(",") },
    rounds: { type: "string", default: "3" },
    seconds: { type: "string", default: "10" },
    "warm-up": { type: "string", default: "4" },
    durability: { type: "boolean" },
    data: { type: "string" },
    json: { type: "string" },
    help: { type: "boolean", short: "h" },
  } as const;
  return parseGiven({ args, options }, usage).values;
}

function systemsOf(text: string): SystemName[] {
  const given = text.split(",").map((name) => name.trim());
  const known = systemNames.filter((name) => given.includes(name));
  if (known.length === new Set(given).size) return known;
  throw new CannotMeasure(`--systems must be some of ${systemNames.join(", ")}, not "${text}".`);
}
