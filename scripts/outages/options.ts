import { parseArgs } from "node:util";

export interface OutageOptions {
  /** For how long Redis says nothing, in seconds. */
  away: number;
  help: boolean;
}

export class BadOptions extends Error {}

export const usage = `npm run test:outages               each fault once, on a shop of its own; Redis is away for 30 s
npm run test:outages -- --away=5   for how many seconds (1 to 600) Redis is away the second time`;

export function readOutageOptions(args: string[]): OutageOptions {
  const { away, help } = parse(args);
  const seconds = Number(away);
  if (!(seconds >= 1 && seconds <= 600)) throw new BadOptions(`--away must be a number from 1 to 600.\n${usage}`);
  return { away: seconds, help };
}

function parse(args: string[]) {
  const options = {
    away: { type: "string", default: "30" },
    help: { type: "boolean", default: false },
  } as const;
  try {
    return parseArgs({ args, options }).values;
  } catch (error) {
    throw new BadOptions(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
  }
}
