import fs from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";

const project = path.resolve(import.meta.dirname, "../..");
const page = fs.readFileSync(path.join(project, "docs/design/guarantees.md"), "utf8");
const promises = page.split("\n").filter((line) => line.startsWith("| ") && line.split("|").length === 5);

it("names for each promise tests that are there", () => {
  const rows = promises.filter((line) => !line.startsWith("| promise"));
  expect(rows.length).toBeGreaterThan(20);
  for (const row of rows) {
    const shownBy = row.split("|").at(-2) ?? "";
    const files = [...shownBy.matchAll(/`([\w./-]+\.ts)`/g)].map(([, file = ""]) => file);
    expect(files, row).not.toEqual([]);
    const places = (file: string) => [file, `server/runtime/${file}`, `server/runtime/redis/${file}`];
    const missing = files.filter((file) => !places(file).some((place) => fs.existsSync(path.join(project, place))));
    expect(missing, row).toEqual([]);
  }
});
