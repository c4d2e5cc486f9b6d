import { expect, test } from "vitest";
import { judge } from "./judge.ts";

const expected = { refusals: ["400 empty-items", "404 not-found"], isRight: (body: unknown) => body === "asked for" };
const answer = (status: number, body: unknown, problem = "") => ({ status, body, problem });
const refusal = (variant: string) => ({ err: { error: { [variant]: { message: "…" } } } });

test("a 200 is done only when it holds what was asked for", () => {
  expect(judge(answer(200, "asked for"), expected)).toEqual({ kind: "done" });
  expect(judge(answer(200, "another"), expected)).toEqual({ kind: "unexpected", name: "200 with other content" });
  expect(judge(answer(200, undefined), expected)).toEqual({ kind: "unexpected", name: "200 with other content" });
});

test("a refusal is expected by its status and its code together", () => {
  expect(judge(answer(400, refusal("empty-items")), expected)).toEqual({ kind: "refused", name: "400 empty-items" });
  expect(judge(answer(404, { err: { message: "not found" } }), expected)).toEqual({
    kind: "refused",
    name: "404 not-found",
  });
  expect(judge(answer(409, refusal("empty-items")), expected)).toEqual({
    kind: "unexpected",
    name: "409 empty-items",
  });
  expect(judge(answer(400, refusal("cart-full")), expected)).toEqual({ kind: "unexpected", name: "400 cart-full" });
});

test.each([
  ["no answer at all", answer(0, undefined, "dial: connection refused"), "no answer: dial: connection refused"],
  ["a fault", answer(503, { err: { message: "Try again later." } }), "503 Try again later."],
  ["an error that is not ours", answer(502, undefined), "502"],
  ["an empty refusal", answer(400, { err: { error: {} } }), "400"],
  ["a refusal in words", answer(400, { err: { error: "too long" } }), "400 too long"],
  ["another status without content", answer(204, undefined), "204"],
])("%s is unexpected and named", (_what, given, name) => {
  expect(judge(given, expected)).toEqual({ kind: "unexpected", name });
});

test("without expected refusals every one is unexpected", () => {
  const verdict = judge(answer(404, { err: { message: "not found" } }), { ...expected, refusals: [] });
  expect(verdict).toEqual({ kind: "unexpected", name: "404 not-found" });
});

test("names stay short, however long the answer", () => {
  const verdict = judge(answer(500, { err: { message: "x".repeat(5_000) } }), expected);
  expect(verdict).toEqual({ kind: "unexpected", name: `500 ${"x".repeat(76)}` });
});
