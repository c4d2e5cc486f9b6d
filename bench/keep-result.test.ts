import fs from "node:fs";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { temporaryFolder } from "#server/testing/temporary-folder.ts";
import { keepResult } from "./keep-result.ts";
import { RowsResult } from "./rows.ts";

const machine = {
  cores: 2,
  processor: "Some CPU",
  memoryGiB: 24,
  system: "Linux 6.1 x64",
  node: "24.0.0",
  redis: "7.0.15",
  loadBefore: 0,
};
const result: RowsResult = {
  kind: "micro",
  startedAt: "2026-11-28T08:00:00.000Z",
  commit: "0123abcd",
  machine,
  quick: true,
  rows: [{ name: "commit", figures: { perSecond: 5 } }],
};

test("a named file holds the whole result, in folders that were not there", () => {
  const folder = temporaryFolder("keep");
  onTestFinished(() => folder.remove());
  const file = path.join(folder.path, "new", "micro.json");
  expect(keepResult(result, file)).toBe(file);
  expect(RowsResult.parse(JSON.parse(fs.readFileSync(file, "utf8")))).toEqual(result);
});

test("a quick result is not kept among the others", () => {
  expect(keepResult(result, undefined)).toBeUndefined();
});
