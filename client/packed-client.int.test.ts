import fs from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runCommand } from "#server/supervisor/run-command.ts";
import { startShop, type TestShop } from "#server/testing/shop.ts";
import { clientManifest } from "./pack/client-manifest.mjs";
import { showFace } from "./pack/face.mjs";
import { type PackedClient, packClient } from "./testing/packed-client.ts";

let packed: PackedClient;
let shop: TestShop;
let compiled: unknown;

beforeAll(async () => {
  packed = await packClient();
  shop = await startShop();
  compiled = await compile("-p", "tsconfig.json", "--pretty", "false");
}, 300_000);
afterAll(async () => {
  packed?.remove();
  await shop?.stop();
});

const project = path.resolve(import.meta.dirname, "..");
const read = (...parts: string[]) => fs.readFileSync(path.join(...parts), "utf8");
const run = (program: string) =>
  runCommand(process.execPath, [path.join(packed.consumer, "out", program)], {
    env: { ...process.env, SHOP_URL: shop.url, SHOP_KEY: shop.credentials.apiKey },
  });
const compile = (...args: string[]) =>
  runCommand(path.join(packed.consumer, "node_modules", ".bin", "tsc"), args, { cwd: packed.consumer });

test("the package is the client alone", () => {
  const installed = path.join(packed.consumer, "node_modules", "granary");
  const files = fs
    .readdirSync(installed, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(installed, path.join(entry.parentPath, entry.name)));
  const notice = fs.existsSync(path.join(project, "NOTICE")) ? ["NOTICE"] : [];
  expect(files.sort()).toEqual(
    [
      "LICENSE",
      ...notice,
      "README.md",
      "dist/granary-client.d.ts",
      "dist/granary-client.js",
      "dist/procedures.d.ts",
      "package.json",
    ].sort(),
  );
  expect(read(installed, "README.md")).toBe(read(project, "client/README.md"));
  for (const file of files.filter((name) => /\.(js|ts|json)$/.test(name))) {
    const text = read(installed, file);
    for (const trace of [packed.repository, project, "sourceMappingURL", '"#', "zod", "prisma", "fastify"]) {
      expect(text, file).not.toContain(trace);
    }
  }
});

test("it needs nothing but tRPC", () => {
  const { dependencies, ...manifest } = JSON.parse(read(packed.consumer, "node_modules/granary/package.json"));
  expect(Object.keys(dependencies)).toEqual(["@trpc/client", "@trpc/server"]);
  expect(Object.keys(manifest).filter((field) => /dependencies|private|imports/i.test(field))).toEqual([]);
  // npm runs neither of them for whoever installs a tarball
  expect(Object.keys(manifest.scripts)).toEqual(["prepack", "postpack"]);
});

test("packing leaves the repository as it was", () => {
  for (const file of ["package.json", "README.md"]) {
    expect(read(packed.repository, file)).toBe(read(project, file));
  }
  expect(fs.readdirSync(path.join(packed.repository, "dist")).sort()).toEqual([
    "granary-client.d.ts",
    "granary-client.js",
    "procedures.d.ts",
  ]);
});

test("after a pack that was killed npm still has what brings the repository back", async () => {
  const own = read(packed.repository, "package.json");
  showFace(packed.repository, { "package.json": clientManifest(JSON.parse(own)), "README.md": "shown" });
  await packed.npm("run", "postpack");
  expect(read(packed.repository, "package.json")).toBe(own);
  expect(read(packed.repository, "README.md")).toBe(read(project, "README.md"));
});

test("every mistake is found by the compiler, for its reason", async () => {
  const { output } = await compile("-p", "tsconfig.bad.json", "--pretty", "false");
  const errors = output.split("\n").filter((line) => /error TS\d+:/.test(line));
  const mistakes = fs.readdirSync(path.join(packed.consumer, "bad"));
  expect(mistakes.length).toBeGreaterThan(5);
  expect(errors).toHaveLength(mistakes.length);
  for (const name of mistakes) {
    const [, code = "?", words = "?"] = /^\/\/ (error TS\d+): (.+)\n/.exec(read(packed.consumer, "bad", name)) ?? [];
    const error = errors.find((line) => line.startsWith(`bad/${name}(`));
    expect(error, name).toContain(code);
    expect(error, name).toContain(words);
  }
});

test("good programs compile in the strictest project", () => {
  expect(compiled).toEqual({ code: 0, output: "" });
});

test("a shop keeper's program does its work on a real shop", async () => {
  const { code, output } = await run("keep-shop.js");
  expect(code, output).toBe(0);
  expect(JSON.parse(output)).toEqual({
    set: true,
    again: true,
    refusal: "too_many_prices: list",
    price: { amount: 12_34, currency: "USD" },
    listed: ["p001", "p002", "p003"],
    found: true,
    foundOfMakers: true,
    unknownKey: expect.objectContaining({ code: "UNAUTHORIZED", fault: null, retryAfter: null }),
    noKey: expect.objectContaining({ code: "UNAUTHORIZED", fault: null, retryAfter: null }),
    reusedKey: expect.objectContaining({ code: "CONFLICT", fault: "key_reused", retryAfter: null }),
    nobodyThere: expect.objectContaining({ code: "NO_ANSWER", fault: null, retryAfter: null }),
  });
});

test("the example of the README runs", async () => {
  const example = read(packed.consumer, "good/readme.ts");
  expect(read(project, "client/README.md")).toContain(`\`\`\`ts\n${example}\`\`\``);
  const { code, output } = await run("readme.js");
  expect(code, output).toBe(0);
  const lines = output.trim().split("\n");
  expect(lines.length).toBeGreaterThan(1);
  expect(lines.at(-1)).toBe("updated");
});
