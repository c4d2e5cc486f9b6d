import { expect, test } from "vitest";
import { endpoints } from "./k6/endpoints.ts";
import { readMeasured } from "./measured.ts";

const trend = () => ({
  values: { avg: 2, med: 1, "p(95)": 4, "p(99)": 5, max: 6 },
});
const counter = (count: number) => ({ values: { count } });

const metrics = {
  answered_at: { values: { min: 1_000_000, max: 1_020_000 } },
  requests: counter(100),
  answer_time: trend(),
  unexpected: counter(3),
  ...Object.fromEntries(endpoints.map((endpoint) => [`answer_time{endpoint:${endpoint}}`, trend()])),
  ...Object.fromEntries(endpoints.map((endpoint) => [`requests{endpoint:${endpoint}}`, counter(10)])),
  "unexpected{endpoint:order-get}": counter(3),
  "refused{endpoint:cart-checkout,reason:400 empty-items}": counter(4),
  "refused{endpoint:cart-checkout,reason:400 billing-address-not-set}": counter(1),
  "refused{endpoint:product-get,reason:404 not-found}": counter(2),
  "refused{endpoint:cart-delete-item,reason:400 item-not-found}": counter(0),
};
const lines = [
  { endpoint: "order-get", name: "404 not-found" },
  { endpoint: "order-get", name: "503 Try again later." },
  { endpoint: "order-get", name: "503 Try again later." },
].map((line) => JSON.stringify(line));

test("each endpoint has a row and all of them one, with the rate of the time between first and last answer", () => {
  const { seconds, rows } = readMeasured(metrics, lines);
  expect(seconds).toBe(20);
  expect(rows.map(({ endpoint }) => endpoint)).toEqual([...endpoints, "all"]);
  expect(rows[0]).toEqual({
    endpoint: "product-get",
    requests: 10,
    unexpected: 0,
    refused: 2,
    avg: 2,
    p50: 1,
    p95: 4,
    p99: 5,
    max: 6,
    perSecond: 0.5,
  });
  expect(rows.at(-1)).toMatchObject({ endpoint: "all", requests: 100, unexpected: 3, refused: 7, perSecond: 5 });
});

test("refusals and unexpected answers are counted apart, by endpoint and name", () => {
  const { rows, refusals, unexpected } = readMeasured(metrics, lines);
  expect(rows.find(({ endpoint }) => endpoint === "cart-checkout")).toMatchObject({ refused: 5, unexpected: 0 });
  expect(rows.find(({ endpoint }) => endpoint === "order-get")).toMatchObject({ refused: 0, unexpected: 3 });
  expect(refusals).toEqual([
    { endpoint: "product-get", name: "404 not-found", count: 2 },
    { endpoint: "cart-checkout", name: "400 empty-items", count: 4 },
    { endpoint: "cart-checkout", name: "400 billing-address-not-set", count: 1 },
  ]);
  expect(unexpected).toEqual([
    { endpoint: "order-get", name: "503 Try again later.", count: 2 },
    { endpoint: "order-get", name: "404 not-found", count: 1 },
  ]);
});

test("a single answer has no rate, and a summary without answers is refused", () => {
  const once = { ...metrics, answered_at: { values: { min: 5, max: 5 } } };
  expect(readMeasured(once, []).rows[0]?.perSecond).toBe(0);
  expect(() => readMeasured({}, [])).toThrow();
});
