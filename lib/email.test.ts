import { expect, test } from "vitest";
import { readEmail } from "./email.ts";

test.each(["ann@example.com", "a.b+c@sub.example.co.uk"])("%s is an e-mail address", (text) => {
  expect(readEmail(text)).toBe(text);
  expect(readEmail(` ${text}\n`)).toBe(text);
});

test.each(["", "ann", "ann@", "@example.com", "a b@example.com", "ann@example", `${"a".repeat(250)}@b.co`])(
  "%j is none",
  (text) => {
    expect(readEmail(text)).toBeUndefined();
  },
);
