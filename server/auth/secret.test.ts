import fs from "node:fs";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { temporaryFolder } from "#server/testing/temporary-folder.ts";
import { readCredentials } from "./ensure-owner.ts";
import { cookiePrefixOf, keepSecret } from "./secret.ts";

function folder(): string {
  const made = temporaryFolder("secret");
  onTestFinished(() => made.remove());
  return made.path;
}

let count = 0;
const makeSecret = () => String(++count).padStart(40, "s");

test("the secret is made once, also by processes that start together, and only its owner can read it", async () => {
  // often enough for one to look while another writes
  for (let round = 0; round < 200; round++) {
    const dataDir = folder();
    const secrets = await Promise.all([1, 2, 3, 4].map(() => keepSecret(dataDir, makeSecret)));
    expect(new Set([...secrets, await keepSecret(dataDir, makeSecret)]).size).toBe(1);
    expect(fs.statSync(path.join(dataDir, "auth-secret")).mode & 0o777).toBe(0o600);
    expect(fs.readdirSync(dataDir)).toEqual(["auth-secret"]);
  }
});

test("a damaged secret is a sentence, not a weak signature", async () => {
  const dataDir = folder();
  fs.writeFileSync(path.join(dataDir, "auth-secret"), "");
  await expect(keepSecret(dataDir, makeSecret)).rejects.toThrow("is damaged; delete it");
});

test("two shops have two cookie names, one shop always the same", () => {
  expect(cookiePrefixOf("one")).toBe(cookiePrefixOf("one"));
  expect(cookiePrefixOf("one")).not.toBe(cookiePrefixOf("other"));
});

test("credentials may be missing, but not damaged", async () => {
  const dataDir = folder();
  expect(await readCredentials(dataDir)).toBeNull();
  for (const text of ["{", '{"admin":{}}']) {
    fs.writeFileSync(path.join(dataDir, "credentials.json"), text);
    await expect(readCredentials(dataDir)).rejects.toThrow("credentials.json is damaged");
  }
});
