import fs from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { runFile } from "#server/supervisor/run-file.ts";
import { temporaryFolder } from "#server/testing/temporary-folder.ts";

test("a new shop removes what killed supervisors have left, and keeps what belongs to living ones", () => {
  const folder = temporaryFolder("run-file");
  const living = `run-${process.pid}.json`;
  for (const name of ["run.json", `run-${2 ** 22 + 1}.json`, living])
    fs.writeFileSync(path.join(folder.path, name), "{}");
  const file = runFile(folder.path, false);
  expect(fs.readdirSync(folder.path)).toEqual([living]);
  file.write({ url: "http://127.0.0.1:1", pids: { supervisor: process.pid }, metrics: {} });
  expect(fs.readdirSync(folder.path).sort()).toEqual([living, "run.json"]);
  file.remove();
  runFile(folder.path, true).remove();
  expect(fs.readdirSync(folder.path)).toEqual([]);
  folder.remove();
});
