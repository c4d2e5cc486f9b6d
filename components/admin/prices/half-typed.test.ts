import { expect, test } from "vitest";
import { bothWrong, halfTyped, timeFieldName } from "./half-typed.ts";

const field = (name: string, badInput: boolean) => ({ name, validity: { badInput } });
const words = "Enter date and time, or clear it.";

test("a time of which a part was typed is wrong, and one that is empty is not", () => {
  const fields = [
    field(timeFieldName(3, "start"), true),
    field(timeFieldName(3, "end"), true),
    field(timeFieldName(4, "start"), false),
    field(timeFieldName(12, "end"), true),
    field("", true),
  ];
  expect(halfTyped(fields)).toEqual({ 3: { start: words, end: words }, 12: { end: words } });
});

test("all that is wrong with a row is said", () => {
  expect(bothWrong({ 1: { amount: "a" }, 2: { end: "b" } }, { 1: { start: "c" } })).toEqual({
    1: { amount: "a", start: "c" },
    2: { end: "b" },
  });
});
