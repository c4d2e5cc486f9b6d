import fs from "node:fs";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { temporaryFolder } from "#server/testing/temporary-folder.ts";
import { readBenchOptions } from "./options.ts";

test("without arguments both profiles run for three minutes on a shop of its own", () => {
  expect(readBenchOptions([])).toEqual({
    think: [true, false],
    minutes: 3,
    users: 16,
    shop: undefined,
    html: undefined,
  });
});

test("a profile, how long, how many and where can be chosen", () => {
  expect(readBenchOptions(["--think"]).think).toEqual([true]);
  expect(readBenchOptions(["--no-think"]).think).toEqual([false]);
  expect(readBenchOptions(["--no-think", "--think"]).think).toEqual([true, false]);
  expect(readBenchOptions(["--minutes", "0.5", "--users=32"])).toMatchObject({ minutes: 0.5, users: 32 });
  expect(readBenchOptions(["--url", "http://localhost:3000/", "--key", "k"]).shop).toEqual({
    url: "http://localhost:3000",
    key: "k",
  });
});

test("a folder for pages is made at once, and refused where it cannot be", () => {
  const folder = temporaryFolder("pages");
  onTestFinished(() => folder.remove());
  const pages = path.join(folder.path, "some", "pages");
  expect(readBenchOptions(["--html", pages]).html).toBe(pages);
  expect(fs.statSync(pages).isDirectory()).toBe(true);
  fs.writeFileSync(path.join(pages, "file"), "");
  expect(() => readBenchOptions(["--html", path.join(pages, "file")])).toThrow(/--html must name a folder/);
});

test.each([
  [["--minutes", "0"], '--minutes must be a number greater than 0, not "0".'],
  [["--minutes", "soon"], '--minutes must be a number greater than 0, not "soon".'],
  [["--minutes", "Infinity"], '--minutes must be a number greater than 0, not "Infinity".'],
  [["--users", "3"], '--users must be a whole number from 4, not "3".'],
  [["--users", "4.5"], '--users must be a whole number from 4, not "4.5".'],
  [["--url", "http://localhost:3000"], "both --url and --key"],
  [["--key", "k"], "both --url and --key"],
  [["--url", "localhost", "--key", "k"], "--url must be an address"],
  [["--fast"], "npm run bench -- --no-think"],
])("%j is refused with a sentence", (args, sentence) => {
  expect(() => readBenchOptions(args)).toThrow(sentence);
});
