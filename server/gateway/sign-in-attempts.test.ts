import { expect, test } from "vitest";
import { createSignInAttempts } from "./sign-in-attempts.ts";

const email = "ann@example.com";

test("one address may guess twenty times, at whatever accounts, then every five seconds", () => {
  const attempts = createSignInAttempts(() => 0);
  const waits = Array.from({ length: 21 }, (_, n) => attempts.take("203.0.113.7", `${n}@example.com`));
  expect(waits).toEqual([...Array(20).fill(0), 5]);
});

test("one account may be guessed at ten times, from whatever addresses, then twice a minute", () => {
  const attempts = createSignInAttempts(() => 0);
  const waits = Array.from({ length: 11 }, (_, n) => attempts.take(`203.0.113.${n}`, email));
  expect(waits).toEqual([...Array(10).fill(0), 30]);
});

test("signing in rightly is never slowed down", () => {
  const attempts = createSignInAttempts(() => 0);
  for (let n = 0; n < 50; n++) {
    expect(attempts.take("203.0.113.7", email)).toBe(0);
    attempts.giveBack("203.0.113.7", email);
  }
});
