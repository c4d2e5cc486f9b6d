import fs from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { runCommand } from "#server/supervisor/run-command.ts";
import { startShop } from "#server/testing/shop.ts";
import { temporaryFolder } from "#server/testing/temporary-folder.ts";

const program = "server/supervisor/testing/fake-shop.ts";

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder("reset");
});
afterEach(() => folder.remove());

function reset(...args: string[]) {
  const program = path.resolve(import.meta.dirname, "reset.ts");
  const env = { ...process.env, DATA_DIR: folder.path };
  return runCommand(process.execPath, [program, "reset", ...args], { env });
}

test("a running shop is not emptied; a stopped one is, after asking, and keeps the fetched programs", async () => {
  fs.mkdirSync(path.join(folder.path, "bin"));
  const shop = await startShop({ program, dataFolder: folder.path });
  expect(await reset("--yes")).toEqual({
    code: 1,
    output: `The shop on ${folder.path} runs at ${shop.url}: stop it before it is emptied.\n`,
  });
  await shop.stop();

  expect(await reset()).toEqual({
    code: 1,
    output: "Nobody can be asked here: use npm run reset -- --yes to empty the data folder.\n",
  });
  expect(fs.existsSync(path.join(folder.path, "credentials.json"))).toBe(true);

  expect((await reset("--yes")).code).toBe(0);
  expect(fs.readdirSync(folder.path)).toEqual(["bin"]);
});

test("a folder that holds something else is left alone", async () => {
  fs.writeFileSync(path.join(folder.path, "thesis.txt"), "years of work");
  expect(await reset("--yes")).toEqual({
    code: 1,
    output: `${folder.path} does not look like a shop's data folder: empty it yourself if that is meant.\n`,
  });
  expect(fs.readdirSync(folder.path)).toEqual(["thesis.txt"]);
});
