import fs from "node:fs";
import { CannotMeasure } from "./cannot-measure.ts";
import { numberOf, parseGiven, wholeNumberOf } from "./command-line.ts";

interface GivenShop {
  url: string;
  key: string;
}

export interface BenchOptions {
  /** Which profiles run, in this order: with think time, without. */
  think: boolean[];
  minutes: number;
  users: number;
  /** A shop that runs already; without it one is started. */
  shop: GivenShop | undefined;
  /** The folder for a page of each profile with k6's curves. */
  html: string | undefined;
}

const usage = `npm run bench                            both profiles, three minutes each, on a shop of its own
npm run bench -- --think                 only with the think time of the original
npm run bench -- --no-think              only without
npm run bench -- --minutes 1 --users 16  how long each profile, how many users
npm run bench -- --url URL --key KEY     a shop that runs already; products k6-p… and their orders stay in it
npm run bench -- --html FOLDER           and a page of each profile with k6's curves`;

export function readBenchOptions(args: string[]): BenchOptions {
  const { think, minutes, users, url, key, html, ...both } = parse(args);
  const chosen = [...(think ? [true] : []), ...(both["no-think"] ? [false] : [])];
  return {
    think: chosen.length === 0 ? [true, false] : chosen,
    minutes: numberOf("minutes", minutes, "a number greater than 0", (given) => given > 0),
    // one a scenario
    users: wholeNumberOf("users", users, 4),
    shop: shopOf(url, key),
    html: html === undefined ? undefined : folderOf(html),
  };
}

function parse(args: string[]) {
  const options = {
    think: { type: "boolean" },
    "no-think": { type: "boolean" },
    minutes: { type: "string", default: "3" },
    users: { type: "string", default: "16" },
    url: { type: "string" },
    key: { type: "string" },
    html: { type: "string" },
  } as const;
  return parseGiven({ args, options }, usage).values;
}

/** Made at once: a page that cannot be written should not be learned of after the measurement. */
function folderOf(folder: string): string {
  try {
    fs.mkdirSync(folder, { recursive: true });
    fs.accessSync(folder, fs.constants.W_OK);
    return folder;
  } catch {
    throw new CannotMeasure(`--html must name a folder that can be written, not "${folder}".`);
  }
}

function shopOf(url: string | undefined, key: string | undefined): GivenShop | undefined {
  if (url === undefined && key === undefined) return undefined;
  if (!url || !key)
    throw new CannotMeasure("A shop that runs already needs both --url and --key, one of its API keys.");
  if (!URL.canParse(url)) throw new CannotMeasure(`--url must be an address like http://localhost:3000, not ${url}.`);
  return { url: url.replace(/\/+$/, ""), key };
}
