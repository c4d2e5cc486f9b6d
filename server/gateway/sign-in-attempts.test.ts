import { expect, test } from "vitest";
import { createSignInAttempts } from "./sign-in-attempts.ts";

const email = "ann@example.com";

test("one address may guess fifty times, at whatever accounts, then every five seconds", () => {
  const attempts = createSignInAttempts(() => 0);
  const waits = Array.from({ length: 51 }, (_, n) => attempts.take("203.0.113.7", `${n}@example.com`));
  expect(waits).toEqual([...Array(50).fill(0), 5]);
});

test("one account may be guessed at ten times, from whatever addresses, then twice a minute", () => {
  const attempts = createSignInAttempts(() => 0);
  const waits = Array.from({ length: 11 }, (_, n) => attempts.take(`203.0.113.${n}`, email));
  expect(waits).toEqual([...Array(10).fill(0), 30]);
});

test("making accounts counts for the address and for no account", () => {
  const attempts = createSignInAttempts(() => 0);
  for (let n = 0; n < 50; n++) attempts.take("203.0.113.7", null);
  expect([attempts.take("203.0.113.7", email), attempts.take("203.0.113.8", email)]).toEqual([5, 0]);
});

test("signing in rightly is never slowed down", () => {
  const attempts = createSignInAttempts(() => 0);
  for (let n = 0; n < 100; n++) {
    expect(attempts.take("203.0.113.7", email)).toBe(0);
    attempts.giveBack("203.0.113.7", email);
  }
});
