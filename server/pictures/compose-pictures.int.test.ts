import { spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { pictureFile, pictureWidths } from "#lib/picture.ts";
import { loadCatalogue } from "#server/demo/load-catalogue.ts";
import { temporaryFolder } from "#server/testing/temporary-folder.ts";
import { manifestFile, readPictures } from "./read-pictures.ts";

const program = path.join(import.meta.dirname, "main.ts");

let folder: ReturnType<typeof temporaryFolder>;
beforeAll(() => {
  folder = temporaryFolder("pictures");
});
afterAll(() => folder.remove());

const files = () => path.join(folder.path, "files");
const compose = () =>
  spawn(process.execPath, [program, folder.path], { stdio: ["ignore", "pipe", "inherit"], env: { ...process.env } });

/** The last line that it prints when it composes to its end. */
async function composeAll(): Promise<string> {
  const child = compose();
  const ended = once(child, "exit");
  let last = "";
  for await (const line of createInterface({ input: child.stdout })) last = line;
  expect((await ended)[0]).toBe(0);
  return last;
}

/** The sizes of all that stands under a picture's own name, every pixel of it decoded. */
async function wholeFiles(): Promise<Map<string, string>> {
  const names = fs.readdirSync(files()).filter((name) => name.endsWith(".webp"));
  const sizes = names.map(async (name): Promise<[string, string]> => {
    const { info } = await sharp(path.join(files(), name)).raw().toBuffer({ resolveWithObject: true });
    return [name, `${info.width}×${info.height}`];
  });
  return new Map(await Promise.all(sizes));
}

test("composing that was killed leaves only whole pictures, and no list of them", async () => {
  const child = compose();
  const ended = once(child, "exit");
  // in a folder that is being filled the names of drafts and of whole pictures come and go
  fs.mkdirSync(files(), { recursive: true });
  const watcher = fs.watch(files(), () => {
    if (fs.readdirSync(files()).filter((name) => name.endsWith(".webp")).length > 9) child.kill("SIGKILL");
  });
  expect((await ended)[1]).toBe("SIGKILL");
  watcher.close();
  expect((await wholeFiles()).size).toBeGreaterThan(9);
  expect(await readPictures(folder.path)).toEqual({});
});

test("the next run makes the rest: every demo product has a picture in every size", async () => {
  fs.writeFileSync(path.join(files(), "0123456789abcdef-640.webp.7.draft"), "half");
  const products = (await loadCatalogue()).flatMap(({ id, product }) => (product ? [id] : []));
  const line = await composeAll();
  const [made = 0, there = 0] = [...line.matchAll(/\d+/g)].map(Number);
  expect([made + there, there > 0]).toEqual([products.length, true]);

  const pictures = await readPictures(folder.path);
  expect(Object.keys(pictures).sort()).toEqual(products.sort());
  const expected = Object.values(pictures).flatMap(({ name }) =>
    pictureWidths.map((width): [string, string] => [pictureFile(name, width), `${width}×${width}`]),
  );
  expect([...(await wholeFiles())].sort()).toEqual(expected.sort());
  expect(fs.readdirSync(files())).toHaveLength(expected.length);
});

test("a run after that makes nothing and changes nothing", async () => {
  const stamps = () => fs.readdirSync(files()).map((name) => fs.statSync(path.join(files(), name)).mtimeMs);
  const [before, list] = [stamps(), fs.readFileSync(manifestFile(folder.path), "utf8")];
  expect(await composeAll()).toMatch(/^0 pictures made/);
  expect([stamps(), fs.readFileSync(manifestFile(folder.path), "utf8")]).toEqual([before, list]);
});
