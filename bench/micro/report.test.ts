import { expect, test } from "vitest";
import { hotAgentAtGateway } from "./gateway.ts";
import { shortfalls, table } from "./report.ts";
import { hotAgent } from "./whole-engine.ts";

const row = (name: string, perSecond: number) => ({
  name,
  figures: { perSecond, meanUs: 40, p50Us: 37.25, p99Us: 4200, cpuUs: 12, samples: 1234 },
});

test("times are shown in the unit that suits them", () => {
  expect(table([row("commit: one turn", 25_000)])).toContain(
    "| commit: one turn |   25,000 | 37.3 µs | 4.20 ms |  12.0 µs | 1,234 |",
  );
});

test("a hot agent that is too slow is said, and only that", () => {
  const said = shortfalls([row(hotAgent, 4000), row(hotAgentAtGateway, 4999), row("engine: 1 caller", 10)]);
  expect(said).toEqual([
    "engine: 256 callers, one hot agent: 4,000 turns a second; the bar is 5,000.",
    "gateway: 256 connections, one hot agent: 4,999 turns a second; the bar is 5,000.",
  ]);
  expect(shortfalls([row(hotAgent, 5000), row(hotAgentAtGateway, 5000)])).toEqual([]);
  expect(shortfalls([])).toEqual([]);
});
