import { seededRandom } from "#runtime/testing/simulated-process.ts";
import { shuffled, wholeFrom } from "../../chances.ts";

export const faults = [
  "silo killed",
  "silo paused",
  "web killed",
  "web paused",
  "projector killed",
  "projector paused",
  "Redis killed",
  "Redis paused",
  "Redis restarted",
  "Redis slowed",
] as const;
export type Fault = (typeof faults)[number];

export type Planned = {
  fault: Fault;
  /** After the beginning of the load, in ms. */
  at: number;
  /** Of what does not end by itself. */
  lastsMs: number;
  /** Which one, where there are several. */
  which: number;
};

type Options = { seed: number; forMs: number; each: number; kinds?: readonly Fault[] };

/** Each kind of fault so many times, at random moments of the load, in the order of time. */
export function scheduleFaults({ seed, forMs, each, kinds = faults }: Options): Planned[] {
  const random = seededRandom(seed);
  const all = shuffled(
    random,
    Array.from({ length: each }, () => kinds),
  ).flat();
  // the load runs a little before the first and after the last
  return all
    .map((fault) => ({
      fault,
      at: Math.round(forMs * (0.04 + 0.86 * random())),
      // longer than a lease, so that a paused silo is replaced
      lastsMs: wholeFrom(random, 2_500, 6_000),
      which: wholeFrom(random, 0, 1_000),
    }))
    .sort((a, b) => a.at - b.at);
}
