import { expect, test } from "vitest";
import { describeDatabaseError } from "./database-error.ts";

test.each([
  [Object.assign(new Error("connect ECONNREFUSED 127.0.0.1:5432"), { code: "ECONNREFUSED" }), "Is PostgreSQL running"],
  [new AggregateError([Object.assign(new Error("a"), { code: "ECONNREFUSED" })]), "Is PostgreSQL running"],
  [new Error("Can't reach database server at `127.0.0.1:1`\n\nPlease make sure"), "Is PostgreSQL running"],
  [new Error("refused", { cause: { originalCode: "28P01" } }), "refused the password"],
  [new Error("refused", { cause: { code: "3D000" } }), "does not exist"],
])("%s says what to look at", (error, words) => {
  expect(describeDatabaseError(error)).toContain(words);
});

test("what is not known is told on one line, without the call that failed", () => {
  const error = new Error("\nInvalid `prisma.user.findFirst()` invocation:\n\n\nThe disk\nis full");
  expect(describeDatabaseError(error)).toBe("The database failed: The disk is full");
});
