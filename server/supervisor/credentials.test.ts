import fs from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ensureCredentials } from "#server/supervisor/credentials.ts";
import { temporaryFolder } from "#server/testing/temporary-folder.ts";

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder("credentials");
});
afterEach(() => folder.remove());

test("the first start makes credentials that only the owner can read", () => {
  const file = ensureCredentials(folder.path);
  expect(fs.statSync(file).mode & 0o777).toBe(0o600);
  expect(JSON.parse(fs.readFileSync(file, "utf8"))).toEqual({
    admin: { email: "admin@granary.local", password: expect.stringMatching(/^[\w-]{24}$/) },
    apiKey: expect.stringMatching(/^gk_[\w-]{43}$/),
  });
  expect(fs.readdirSync(folder.path)).toEqual(["credentials.json"]);
});

test("a later start leaves them alone, whatever they hold", () => {
  const file = path.join(folder.path, "credentials.json");
  fs.writeFileSync(file, "mine");
  ensureCredentials(folder.path);
  expect(fs.readFileSync(file, "utf8")).toBe("mine");
});
