import fs from "node:fs";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { temporaryFolder } from "#server/testing/temporary-folder.ts";
import { restoreFace, showFace } from "./face.mjs";

function project() {
  const folder = temporaryFolder("face");
  onTestFinished(folder.remove);
  const file = (name: string) => path.join(folder.path, name);
  fs.writeFileSync(file("package.json"), "own package");
  fs.writeFileSync(file("README.md"), "own readme");
  return { path: folder.path, file, read: (name: string) => fs.readFileSync(file(name), "utf8") };
}

test("what was shown is gone after the restore", () => {
  const { path: folder, read } = project();
  showFace(folder, { "package.json": "shown package", "README.md": "shown readme" });
  expect([read("package.json"), read("README.md")]).toEqual(["shown package", "shown readme"]);
  restoreFace(folder);
  expect([read("package.json"), read("README.md")]).toEqual(["own package", "own readme"]);
  expect(fs.readdirSync(folder).sort()).toEqual(["README.md", "dist", "package.json"]);
});

test("a second restore does nothing", () => {
  const { path: folder, file, read } = project();
  showFace(folder, { "package.json": "shown" });
  restoreFace(folder);
  fs.writeFileSync(file("package.json"), "newer");
  restoreFace(folder);
  expect(read("package.json")).toBe("newer");
});

test("what somebody changed after a pack that was killed stays theirs", () => {
  const { path: folder, file, read } = project();
  showFace(folder, { "package.json": "shown", "README.md": "shown" });
  fs.writeFileSync(file("README.md"), "edited");
  restoreFace(folder);
  expect([read("package.json"), read("README.md")]).toEqual(["own package", "edited"]);
});
