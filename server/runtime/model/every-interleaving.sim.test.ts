import { describe, expect, it } from "vitest";
import { checkProtocol } from "./check-protocol.ts";
import { allRulesBut, type Rule, rules } from "./rules.ts";

type Bounds = { epochs: number; repeats: number; losses: number; asks: "direct" | "queued" };

// wider, on an idle machine: BOUNDS=2,2,2 npx vitest run --project simulation server/runtime/model
const [epochs = 3, repeats = 1, losses = 1] = process.env.BOUNDS?.split(",").map(Number) ?? [];

const whole: Bounds[] = [
  { epochs, repeats, losses, asks: "queued" },
  { epochs: 3, repeats: 1, losses: 0, asks: "direct" },
];

describe("with every rule, no interleaving breaks a promise, and from every state the end is in reach", () => {
  it.each(whole)("$epochs epochs, $repeats repeats, $losses lost replies, $asks asks", (bounds) => {
    const { states, depth, fault } = checkProtocol({ rules: allRulesBut(), ...bounds });
    console.log(`${states} states, the farthest ${depth} steps away`);
    expect(fault?.story).toBeUndefined();
    expect(states).toBeGreaterThan(10_000);
  });
});

const faultless = new Map<string, boolean>();
/** The same bounds show nothing with every rule, so it is the missing one that matters. */
function isFaultless(bounds: Bounds): boolean {
  const key = JSON.stringify(bounds);
  const before = faultless.get(key) ?? checkProtocol({ rules: allRulesBut(), ...bounds }).fault === undefined;
  faultless.set(key, before);
  return before;
}

/** What breaks without a rule, found within the least bounds that show it. */
const without: Record<Rule, [what: RegExp, epochs: number, repeats: number, losses: number]> = {
  answersOfTheGroup: [/^y is applied twice$/, 1, 1, 0],
  join: [/^y is applied twice$/, 1, 1, 0],
  answerBeforeRecord: [/^a record is open of a call that has its answer$/, 1, 1, 0],
  foreignRecord: [/^x is a dead letter: it asks n\(y1\) where its record says n\(1\)$/, 2, 0, 0],
  epoch: [/^x is a dead letter: it asks n\(1\) where its record says n\(y1\)$/, 2, 0, 0],
  version: [/^y ran on the state "" and is applied to "x"$/, 2, 0, 1],
  burial: [/^x is a dead letter: it asks n\(.+\) where its record says n\(.+\)$/, 3, 0, 0],
  releaseFirst: [/^x is a dead letter: it asks n\(1\) where its record says n\(2\)$/, 1, 0, 1],
  recordBeforeAsk: [/^x is a dead letter: it asks n\(2\) where it has asked n\(1\)$/, 2, 0, 0],
  finishLast: [/^from here on it can never be done$/, 2, 0, 0],
  resumeRecords: [/^from here on it can never be done$/, 2, 0, 0],
  readStartedJobs: [/^from here on it can never be done$/, 2, 0, 0],
};

describe("without a rule, the shortest way to a fault is found", () => {
  const names = Object.keys(rules) as Rule[];
  it.each(names)("%s", (rule) => {
    const [what, epochs, repeats, losses] = without[rule];
    const bounds = { epochs, repeats, losses, asks: "queued" } as const;
    const { states, fault } = checkProtocol({ rules: allRulesBut(rule), ...bounds });
    console.log(`Without "${rules[rule]}", after ${states} states: ${fault?.what}\n${fault?.story}`);
    expect(fault?.what).toMatch(what);
    expect(isFaultless(bounds)).toBe(true);
  });
});
