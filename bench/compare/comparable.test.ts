import fs from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { comparableOf } from "./comparable.ts";

const results = path.join(import.meta.dirname, "..", "results");

test("every result that is kept can be compared", () => {
  const files = fs.readdirSync(results).filter((file) => /-(k6|micro|growth|pages|peers)\.json$/.test(file));
  expect(files.length).toBeGreaterThan(0);
  for (const file of files) {
    const { kind, rows } = comparableOf(file, JSON.parse(fs.readFileSync(path.join(results, file), "utf8")));
    expect(file).toContain(kind);
    expect(rows.length).toBeGreaterThan(0);
  }
});

test("peers' rows are told apart by system, operation and connections", () => {
  const row = { op: "command", connections: 16, rps: 900, p50: 15, p99: 30, failed: 0 };
  const json = {
    startedAt: "2026-11-28T08:00:00.000Z",
    commit: "0123abcd",
    rows: [
      { system: "granary", ...row },
      { system: "restate", ...row, rps: 400 },
    ],
  };
  expect(comparableOf("peers.json", json)).toMatchObject({
    kind: "peers",
    rows: [
      { name: "granary, command, 16 connections", figures: { rps: 900, p50: 15, p99: 30, failed: 0 } },
      { name: "restate, command, 16 connections", figures: { rps: 400 } },
    ],
  });
});

test.each([{}, [], null, { kind: "micro" }, { rows: [] }])("%j is not a result", (json) => {
  expect(() => comparableOf("a.json", json)).toThrow(/^a\.json is not a result/);
});
