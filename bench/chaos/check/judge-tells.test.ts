import { expect, test } from "vitest";
import { judgeTells } from "./judge-tells.ts";

const told = [
  { id: "c1", token: "a", isAccepted: true },
  { id: "c2", token: "b", isAccepted: true },
  { id: "c3", token: "c", isAccepted: false },
];
const judge = (arrived: string, count = arrived.length) =>
  judgeTells(told, { count, tokens: [...arrived] }).map(({ kind, id }) => `${kind} ${id}`);

test.each(["ab", "abc", "cab"])("%s is flawless", (arrived) => expect(judge(arrived)).toEqual([]));

test.each([
  ["a", "undelivered c2"],
  ["aba", "twice c1"],
  ["abcc", "twice c3"],
  ["ba", "out_of_order c1"],
  ["abx", "wrong "],
])("%s: %s", (arrived, finding) => expect(judge(arrived)).toContain(finding));

test("a tell that was counted twice is found", () => expect(judge("ab", 3)).toEqual(["twice "]));
