import fs from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { sourceHash } from "#server/supervisor/source-hash.ts";
import { temporaryFolder } from "#server/testing/temporary-folder.ts";

test("the hash changes with a source and its name, and not with a test or what is generated", () => {
  const folder = temporaryFolder("hash");
  const write = (file: string, text: string) => {
    fs.mkdirSync(path.dirname(path.join(folder.path, file)), { recursive: true });
    fs.writeFileSync(path.join(folder.path, file), text);
  };
  const hash = () => sourceHash(folder.path, ["app", "package.json", "missing.js"]);
  write("app/page.tsx", "one");
  write("package.json", "{}");
  const before = hash();
  write("app/page.test.ts", "test");
  write("app/generated/client.ts", "made");
  write("elsewhere/file.ts", "other");
  expect(hash()).toBe(before);
  write("app/page.tsx", "two");
  const changed = hash();
  expect(changed).not.toBe(before);
  fs.renameSync(path.join(folder.path, "app/page.tsx"), path.join(folder.path, "app/side.tsx"));
  expect(hash()).not.toBe(changed);
  folder.remove();
});
