import { type Finding, firstSwapped } from "./finding.ts";

/** A tell to one agent: by the trigger, or by a checkout. */
export type Told = { id: string; token: string; isAccepted: boolean };
/** What the agent has been told, oldest first, and how often it counted that. */
export type SeenTells = { count: number; tokens: string[] };

/** Every accepted tell arrives once, in the order of its sender; one whose end is unknown may. */
export function judgeTells(told: readonly Told[], { count, tokens }: SeenTells): Finding[] {
  const findings: Finding[] = [];
  for (const { id, token, isAccepted } of told) {
    const times = tokens.filter((each) => each === token).length;
    const says = `${token} was delivered ${times} times`;
    if (times > 1) findings.push({ kind: "twice", id, says });
    else if (isAccepted && times === 0) findings.push({ kind: "undelivered", id, says });
  }
  const meant = new Set(told.map(({ token }) => token));
  for (const token of tokens.filter((each) => !meant.has(each)))
    findings.push({ kind: "wrong", id: "", says: `nobody told ${token}` });
  if (count !== tokens.length)
    findings.push({ kind: "twice", id: "", says: `${count} tells were counted and ${tokens.length} are known` });
  const accepted = told.filter(({ isAccepted }) => isAccepted);
  const swapped = firstSwapped(
    accepted.map(({ token }) => token),
    tokens,
  );
  if (swapped) {
    const id = accepted.find(({ token }) => token === swapped[1])?.id ?? "";
    findings.push({ kind: "out_of_order", id, says: `${swapped[1]} was delivered after ${swapped[0]}` });
  }
  return findings;
}
