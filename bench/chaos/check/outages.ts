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

/** What each kind of fault cost at worst. A wait belongs to the first fault that was there in it, or the last before. */
export function outagesOf(faults: readonly FaultLine[], intents: readonly Intent[]): Outage[] {
  const byTime = faults.toSorted((a, b) => a.began - b.began);
  const outages = new Map<string, Outage>();
  for (const { fault } of byTime) {
    const one = outages.get(fault) ?? { fault, times: 0, longestWait: 0, longestSilence: 0 };
    outages.set(fault, { ...one, times: one.times + 1 });
  }
  const blame = (from: number, to: number) => {
    const inside = byTime.find(({ began, ended }) => began <= to && ended >= from);
    return outages.get((inside ?? byTime.findLast(({ began }) => began <= from))?.fault ?? "");
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
