import { expect, test } from "vitest";
import type { Outcome } from "../record.ts";
import { type Intent, readClientLog } from "./intents.ts";
import { outagesOf } from "./outages.ts";
import { failuresOf, reportOf, tables } from "./report.ts";

const command = { kind: "price", product: "p", region: "r", amount: 1 } as const;
const send = (id: string, attempt: number, at: number, key?: string) =>
  JSON.stringify({ line: "send", at, id, attempt, door: "rest", key, command });
const answer = (id: string, attempt: number, at: number, outcome: Outcome) =>
  JSON.stringify({ line: "answer", at, id, attempt, outcome });
const outcomes = (...lines: string[]) => readClientLog("c", lines.join("\n")).intents.map(({ outcome }) => outcome);
const intent = (id: string, outcome: Outcome, sentAt = 0, endedAt = 1): Intent => ({
  ...{ id, client: "c", keyed: true, command, sentAt, endedAt, outcome },
});
const nothing = { findings: [], tellsAccepted: 0, tellsDelivered: 0, deadLetters: 0, lag: 0, outages: [] };

test("a command ends as its last attempt says, and stays unknown where an attempt may have arrived", () => {
  expect(
    outcomes(send("1", 1, 1, "k"), answer("1", 1, 2, "unknown"), send("1", 2, 3, "k"), answer("1", 2, 4, "ok")),
  ).toEqual(["ok"]);
  expect(outcomes(send("1", 1, 1), answer("1", 1, 2, "not_sent"))).toEqual(["not_sent"]);
  expect(
    outcomes(send("1", 1, 1), answer("1", 1, 2, "unknown"), send("1", 2, 3), answer("1", 2, 4, "not_sent")),
  ).toEqual(["unknown"]);
  expect(outcomes(send("1", 1, 1))).toEqual(["unknown"]);
});

test("a run in which every promise was kept has no failures, and one of nothing has", () => {
  expect(failuresOf(reportOf([intent("1", "ok"), intent("2", "refused")], nothing))).toEqual([]);
  expect(failuresOf(reportOf([], nothing))).toEqual(["no command was sent"]);
});

test.each([
  ["lost", "1 lost"],
  ["undelivered", "1 lost"],
  ["twice", "1 applied twice"],
  ["out_of_order", "1 out of order"],
  ["wrong", "1 answered or found as nothing may be"],
] as const)("a finding of %s fails the run", (kind, failure) => {
  const report = reportOf([intent("1", "ok")], { ...nothing, findings: [{ kind, id: "1", says: "" }] });
  expect(failuresOf(report)).toEqual([failure]);
});

test("wrong answers, dead letters, missing read models and more than one unknown of a hundred fail the run", () => {
  expect(failuresOf(reportOf([intent("1", "wrong")], nothing))).toEqual(["1 answered or found as nothing may be"]);
  expect(failuresOf(reportOf([intent("1", "ok")], { ...nothing, deadLetters: 2 }))).toEqual(["2 dead letters"]);
  expect(failuresOf(reportOf([intent("1", "ok")], { ...nothing, lag: Number.NaN }))).toHaveLength(1);
  const known = Array.from({ length: 198 }, (_, i) => intent(String(i), "ok"));
  const unknown = [intent("u", "unknown"), intent("v", "unknown")];
  expect(failuresOf(reportOf([...known, ...unknown], nothing))).toEqual([]);
  expect(failuresOf(reportOf([...known.slice(1), ...unknown], nothing))).toHaveLength(1);
});

test("a wait belongs to the fault that began nearest to its beginning", () => {
  const faults = [
    { fault: "web killed", target: "web", began: 1000, ended: 2000 },
    { fault: "Redis paused", target: "redis", began: 5000, ended: 6000 },
  ];
  const intents = [
    intent("1", "ok", 900, 3900),
    intent("2", "ok", 4000, 4600),
    intent("3", "ok", 4900, 7000),
    intent("4", "ok", 500, 700),
  ];
  const outages = outagesOf(faults, intents);
  expect(outages).toEqual([
    { fault: "Redis paused", times: 1, longestWait: 2100, longestSilence: 2400 },
    { fault: "web killed", times: 1, longestWait: 3000, longestSilence: 3200 },
  ]);
  expect(tables(reportOf(intents, { ...nothing, outages }))).toContain("| web killed   |     1 |");
});
