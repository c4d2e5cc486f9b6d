import { expect, test } from "vitest";
import type { Outcome, PriceCommand } from "../record.ts";
import type { Intent } from "./intents.ts";
import { judgePrices } from "./judge-prices.ts";

const wrote = (region: string, amount: number, outcome: Outcome = "ok"): Intent<PriceCommand> => ({
  ...{ id: `${region}${amount}`, client: region, keyed: true, sentAt: amount, endedAt: amount, outcome },
  command: { kind: "price", product: "p", region, amount },
});
const commands = [wrote("x", 1), wrote("x", 2), wrote("y", 3), wrote("y", 4, "unknown"), wrote("y", 5, "refused")];

/** A journal as "x1 y3 x2": who wrote what, in this order; "-" is a commit that changed nothing. */
function judge(journal: string, now = journal) {
  const commits = journal
    .split(" ")
    .map((entry) => (entry === "-" ? [] : [{ region: entry[0] ?? "", amount: Number(entry.slice(1)) }]));
  const last = new Map(now.split(" ").map((entry) => [entry[0] ?? "", Number(entry.slice(1))]));
  return judgePrices(commands, { commits, now: last }).map(({ kind, id }) => `${kind} ${id}`);
}

test.each(["x1 x2 y3", "x1 y3 x2", "y3 y4 x1 x2", "x1 x2 y4 y3"])("%s is flawless", (journal) => {
  expect(judge(journal)).toEqual([]);
});

test.each([
  ["x1 y3", "lost x2"],
  ["x1 x2 x1 y3", "twice x1"],
  ["x1 x2 y3 -", "twice "],
  ["x2 x1 y3", "out_of_order x1"],
  ["x1 x2 y3 y4 y4", "twice y4"],
  ["x1 x2 y3 y5", "wrong y5"],
  ["x1 x2 y3 x9", "wrong "],
])("%s: %s", (journal, finding) => {
  expect(judge(journal)).toContain(finding);
});

test("a list that says something else than its journal is found", () => {
  expect(judge("x1 x2 y3", "x1 y3")).toEqual(["lost "]);
});
