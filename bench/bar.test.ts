import { expect, test } from "vitest";
import { besideTheBar } from "./bar.ts";
import type { Row } from "./measured.ts";

const all = (about: Partial<Row>): Row[] => [
  {
    endpoint: "all",
    requests: 9,
    unexpected: 0,
    refused: 0,
    avg: 8,
    p50: 7,
    p95: 20,
    p99: 30,
    max: 90,
    perSecond: 1200,
    ...about,
  },
];
const crowd = { think: false, users: 16 };

test("the bar is met, or missed with what is too little or too much", () => {
  expect(besideTheBar(all({}), crowd)).toMatch(/nothing unexpected: met\.$/);
  expect(besideTheBar(all({ perSecond: 999.9 }), crowd)).toMatch(/missed with 999 requests a second\.$/);
  expect(besideTheBar(all({ p95: 25, unexpected: 2 }), crowd)).toMatch(
    /missed with a p95 of 25\.0 ms, 2 unexpected answers\.$/,
  );
});

test("it is for 16 users without pauses only", () => {
  expect(besideTheBar(all({}), { think: true, users: 16 })).toBeUndefined();
  expect(besideTheBar(all({}), { think: false, users: 8 })).toBeUndefined();
});
