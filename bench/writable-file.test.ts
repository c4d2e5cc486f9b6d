import fs from "node:fs";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { temporaryFolder } from "#server/testing/temporary-folder.ts";
import { mustBeWritable } from "./writable-file.ts";

const folder = temporaryFolder("writable");
afterAll(() => folder.remove());

test("a file that is there keeps what it has, a new one is not made", () => {
  const [old, fresh] = [path.join(folder.path, "old.json"), path.join(folder.path, "new.json")];
  fs.writeFileSync(old, "kept");
  for (const file of [undefined, old, fresh]) expect(() => mustBeWritable(file)).not.toThrow();
  expect(fs.readFileSync(old, "utf8")).toBe("kept");
  expect(fs.existsSync(fresh)).toBe(false);
});

test.each(["", ".", "nowhere/out.json"])("%j is refused with what it must be", (name) => {
  expect(() => mustBeWritable(name && path.join(folder.path, name))).toThrow("--json must name a file");
});
