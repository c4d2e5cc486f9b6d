import Fastify from "fastify";
import { expect, onTestFinished, test } from "vitest";
import { Fault, faultCodes, InvalidInput } from "#runtime/faults.ts";
import { faultTable } from "#server/api/errors.ts";
import { sendError } from "./rest-error.ts";

async function answerTo(error: Error) {
  const logged: string[] = [];
  const app = Fastify();
  onTestFinished(() => app.close());
  app.setErrorHandler(sendError((_level, message) => void logged.push(message)));
  app.get("/", () => Promise.reject(error));
  return { answer: await app.inject("/"), logged };
}

test.each(faultCodes)("%s has its status and sentence, in the envelope", async (code) => {
  const { answer } = await answerTo(new Fault(code, "inner words"));
  const { http, sentence } = faultTable[code];
  expect([answer.statusCode, answer.json()]).toEqual([http, { err: { message: sentence } }]);
});

test("what may pass says when to come back", async () => {
  const busy = await answerTo(new Fault("overloaded", "", { retryAfter: 2.5 }));
  expect(busy.answer.headers["retry-after"]).toBe("3");
  const away = await answerTo(new Fault("unavailable", "inner words"));
  expect([away.answer.statusCode, away.answer.headers["retry-after"]]).toEqual([503, "1"]);
});

test("an input that the contract refuses is the caller's", async () => {
  const { answer } = await answerTo(new InvalidInput("product", [{ path: ["name"], message: "is too long" }]));
  expect([answer.statusCode, answer.json().err.message]).toEqual([400, "product: name is too long"]);
});

test("a bug is logged and tells nothing of the inside", async () => {
  const { answer, logged } = await answerTo(new Error("select * from secrets"));
  expect([answer.statusCode, logged]).toEqual([500, ["GET / failed"]]);
  expect(answer.body).not.toContain("secrets");
});
