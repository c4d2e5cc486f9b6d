import type { PriceCommand } from "../record.ts";
import { type Finding, firstSwapped } from "./finding.ts";
import type { Intent } from "./intents.ts";

/** What one commit of a price list has changed, and what it says now. */
export type SeenPrices = {
  /** Oldest first; a commit that changed nothing has written nothing. */
  commits: { region: string; amount: number }[][];
  now: Map<string, number>;
};

/** Every client writes ever higher amounts into a region of its own, many clients into one list. */
export function judgePrices(intents: readonly Intent<PriceCommand>[], { commits, now }: SeenPrices): Finding[] {
  const findings: Finding[] = [];
  const written = new Map<string, string[]>();
  for (const commit of commits) {
    if (commit.length === 1) continue;
    const says = commit.length === 0 ? "a commit changed nothing" : `a commit changed ${commit.length} regions`;
    findings.push({ kind: commit.length === 0 ? "twice" : "wrong", id: "", says });
  }
  for (const { region, amount } of commits.flat())
    written.set(region, [...(written.get(region) ?? []), String(amount)]);
  for (const region of new Set([...intents.map(({ command }) => command.region), ...written.keys()])) {
    const own = intents.filter(({ command }) => command.region === region);
    findings.push(...judgeRegion(region, own, written.get(region) ?? [], now.get(region)));
  }
  return findings;
}

function judgeRegion(region: string, own: Intent<PriceCommand>[], written: string[], now?: number): Finding[] {
  const findings: Finding[] = [];
  const amountOf = ({ command }: Intent<PriceCommand>) => String(command.amount);
  for (const intent of own) {
    const { id, outcome } = intent;
    const times = written.filter((amount) => amount === amountOf(intent)).length;
    const says = `${amountOf(intent)} in ${region} was written ${times} times`;
    if (times > 1) findings.push({ kind: "twice", id, says });
    else if (outcome === "ok" && times === 0) findings.push({ kind: "lost", id, says });
    else if (outcome !== "ok" && outcome !== "unknown" && times > 0) findings.push({ kind: "wrong", id, says });
  }
  const meant = new Set(own.map(amountOf));
  for (const amount of written.filter((each) => !meant.has(each)))
    findings.push({ kind: "wrong", id: "", says: `nobody wrote ${amount} in ${region}` });
  const swapped = firstSwapped(own.filter(({ outcome }) => outcome === "ok").map(amountOf), [...new Set(written)]);
  if (swapped) {
    const id = own.find((intent) => amountOf(intent) === swapped[1])?.id ?? "";
    findings.push({ kind: "out_of_order", id, says: `${swapped[1]} in ${region} was written after ${swapped[0]}` });
  }
  const last = written.at(-1);
  if (last !== undefined && String(now) !== last)
    findings.push({ kind: "lost", id: "", says: `${region} says ${now} and ${last} was written last` });
  return findings;
}
