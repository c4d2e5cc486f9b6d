import type { FaultLine } from "../record.ts";
import type { Intent } from "./intents.ts";

export type Outage = {
  fault: string;
  times: number;
  /** The longest that any command under way was without its answer, in ms. */
  longestWait: number;
  /** The longest that no command at all was answered, in ms. */
  longestSilence: number;
};

/** What each kind of fault cost at worst. A wait belongs to the fault that began nearest to its own beginning. */
export function outagesOf(faults: readonly FaultLine[], intents: readonly Intent[]): Outage[] {
  const byTime = faults.toSorted((a, b) => a.began - b.began);
  const outages = new Map<string, Outage>();
  for (const { fault } of byTime) {
    const one = outages.get(fault) ?? { fault, times: 0, longestWait: 0, longestSilence: 0 };
    outages.set(fault, { ...one, times: one.times + 1 });
  }
  const blame = (from: number, to: number) => {
    const begun = byTime.filter(({ began }) => began <= to);
    const [nearest] = begun.sort((a, b) => Math.abs(a.began - from) - Math.abs(b.began - from));
    return outages.get(nearest?.fault ?? "");
  };
  for (const { sentAt, endedAt } of intents) {
    const outage = endedAt - sentAt < 100 ? undefined : blame(sentAt, endedAt);
    if (outage) outage.longestWait = Math.max(outage.longestWait, endedAt - sentAt);
  }
  const answered = intents.filter(({ outcome }) => outcome === "ok" || outcome === "refused");
  const times = answered.map(({ endedAt }) => endedAt).sort((a, b) => a - b);
  for (const [i, from] of times.entries()) {
    const to = times[i + 1] ?? from;
    const outage = to - from < 100 ? undefined : blame(from, to);
    if (outage) outage.longestSilence = Math.max(outage.longestSilence, to - from);
  }
  return [...outages.values()].sort((a, b) => a.fault.localeCompare(b.fault));
}
