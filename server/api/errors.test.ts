import { TRPCError } from "@trpc/server";
import { getHTTPStatusCodeFromError } from "@trpc/server/http";
import { expect, test } from "vitest";
import { z } from "zod";
import { Fault, faultCodes, InvalidInput } from "#runtime/faults.ts";
import { describeError, faultTable, retryAfterOf, toTrpcError } from "./errors.ts";

const thrown = (cause: Error) => toTrpcError(new TRPCError({ code: "INTERNAL_SERVER_ERROR", cause }));

test.each(faultCodes)("%s has the same status in tRPC and REST", (code) => {
  expect(getHTTPStatusCodeFromError(thrown(new Fault(code, "inner words")))).toBe(faultTable[code].http);
});

test.each(faultCodes)("%s tells people its sentence and clients its code, and nothing of the inside", (code) => {
  const told = describeError(thrown(new Fault(code, "inner words")));
  expect(told).toMatchObject({ fault: code, message: faultTable[code].sentence });
});

test("a bug tells nothing of the inside", () => {
  expect(describeError(thrown(new Error("select * from secrets"))).message).not.toContain("secrets");
});

test("an input that a contract refuses is a bad request that says why", () => {
  const error = thrown(new InvalidInput("cart.addItem", [{ path: ["quantity"], message: "is not a number" }]));
  expect(error.code).toBe("BAD_REQUEST");
  expect(describeError(error).message).toContain("quantity is not a number");
});

test("an input that a procedure refuses names the field", () => {
  const { error } = z.object({ quote: z.string() }).safeParse({});
  const told = describeError(new TRPCError({ code: "BAD_REQUEST", cause: error }));
  expect(told.message).toContain("quote");
});

test("only what may pass has a time to come back: the longest of them", () => {
  const busy = thrown(new Fault("overloaded", "", { retryAfter: 2.2 }));
  expect(retryAfterOf([thrown(new Fault("unavailable", "")), busy])).toBe(3);
  expect(retryAfterOf([thrown(new Fault("cycle", ""))])).toBeUndefined();
});
