import { expect, test } from "vitest";
import { redact, redactText } from "./redact.ts";

test("secrets and personal data are struck out by the names of their fields, however deep and however spelt", () => {
  const fields = {
    callId: "c1",
    agent: "cart/u1",
    headers: { Cookie: "a=b", "X-Api-Key": "gk_1", authorization: "Bearer x", accept: "*/*" },
    input: [{ billingAddress: { street: "1 Mill Lane" }, email: "ada@example.com", quantity: 2, postal_code: "BA1" }],
    AUTH_SECRET: "s",
    admin: { newPassword: "hunter2" },
  };
  expect(redact(fields)).toEqual({
    callId: "c1",
    agent: "cart/u1",
    headers: { Cookie: "[redacted]", "X-Api-Key": "[redacted]", authorization: "[redacted]", accept: "*/*" },
    input: [{ billingAddress: "[redacted]", email: "[redacted]", quantity: 2, postal_code: "[redacted]" }],
    AUTH_SECRET: "[redacted]",
    admin: { newPassword: "[redacted]" },
  });
});

test.each([
  ["mail to ada.l+x@mail.example.co.uk failed", "mail to [redacted] failed"],
  ["no answer from redis://:pw1@one:7000", "no answer from redis://[redacted]@one:7000"],
  ["postgresql://user:pw2@host/db is away", "postgresql://[redacted]@host/db is away"],
  ["sent Authorization: Bearer abc.def", "sent Authorization: [redacted] [redacted]"],
  ["x-api-key=gk_123, and more", "x-api-key=[redacted], and more"],
  ["order 7 of cart/u1 at 12:30", "order 7 of cart/u1 at 12:30"],
])("what looks like one in a text is struck out: %s", (text, shown) => {
  expect(redactText(text)).toBe(shown);
});

test("an error keeps its name, its place in the code and its cause, and loses what it must not tell", () => {
  const cause = new Error("ada@example.com is taken");
  const shown = redact({ error: new TypeError("no", { cause }) });
  expect(shown).toMatchObject({
    error: { type: "TypeError", message: "no", cause: { message: "[redacted] is taken" } },
  });
  expect(JSON.stringify(shown)).toContain("redact.test.ts");
});

test("what refers to itself ends", () => {
  const circle: Record<string, unknown> = {};
  circle.again = circle;
  expect(JSON.stringify(redact(circle))).toContain("[deeper]");
});
