import fs from "node:fs";
import net from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { identify } from "#server/supervisor/process-identity.ts";
import { runShopToItsEnd } from "#server/testing/shop.ts";
import { temporaryFolder } from "#server/testing/temporary-folder.ts";

const program = "server/supervisor/testing/fake-shop.ts";

let folder: ReturnType<typeof temporaryFolder>;
let other: net.Server;
let takenPort: number;
beforeAll(async () => {
  folder = temporaryFolder("refusal");
  other = net.createServer();
  await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
  const address = other.address();
  takenPort = typeof address === "object" && address ? address.port : 0;
});
afterAll(() => {
  other.close();
  folder.remove();
});

async function refusal(env: Record<string, string>, args: string[] = []): Promise<string> {
  const { code, output } = await runShopToItsEnd({ program, dataFolder: folder.path, env, args });
  expect(code).toBe(1);
  expect(output).not.toMatch(/^\s+at /m);
  return output.trim();
}

/** Before it, a first start on this machine says how it gets its Redis. */
const lastLine = (text: string) => text.split("\n").at(-1);

test("a taken port", async () => {
  expect(await refusal({ PORT: String(takenPort) })).toBe(
    `Port ${takenPort} on 127.0.0.1 is taken by another program: stop it, ` +
      `or choose another port with PORT=${takenPort + 1} npm start.`,
  );
});

test("an address of another machine", async () => {
  expect(await refusal({ HOST: "192.0.2.1" })).toBe(
    "The shop cannot listen on HOST 192.0.2.1 (EADDRNOTAVAIL): use an address of this machine.",
  );
});

test("a Redis that does not answer", async () => {
  expect(await refusal({ REDIS_URL: "redis://:secret@127.0.0.1:1" })).toBe(
    "The Redis at redis://:…@127.0.0.1:1 cannot be used (connect ECONNREFUSED 127.0.0.1:1): " +
      "start it or correct REDIS_URL, or unset REDIS_URL to use the shop's own.",
  );
});

test("a PostgreSQL that does not answer", async () => {
  expect(await refusal({ DATABASE_URL: "postgresql://me:secret@127.0.0.1:1/shop" })).toBe(
    "The PostgreSQL at postgresql://me:…@127.0.0.1:1/shop cannot be used (connect ECONNREFUSED 127.0.0.1:1): " +
      "start it or correct DATABASE_URL, or unset DATABASE_URL to use the embedded one.",
  );
});

test("values that are not usable are listed together", async () => {
  const said = await refusal({ PORT: "many", LOG_LEVEL: "loud" });
  expect(said).toMatch(/^The configuration is not usable:\n {2}- PORT: .+\n {2}- LOG_LEVEL: .+$/);
});

test("an unknown role and an unknown option", async () => {
  expect(await refusal({}, ["--roles=cook"])).toContain("ROLES");
  expect(await refusal({}, ["--fast"])).toContain("Use --roles=web,silo,projector to choose roles");
});

test("a role alone where no shop runs", async () => {
  expect(await refusal({}, ["--roles=silo"])).toBe(
    `The role silo needs the Redis and PostgreSQL of a shop: start the whole shop on ${folder.path} ` +
      "with npm start first, or set REDIS_URL and DATABASE_URL.",
  );
});

test("a data folder that is a file", async () => {
  expect(await refusal({ DATA_DIR: "/dev/null/shop" })).toBe(
    "The data folder /dev/null/shop cannot be used (ENOTDIR): make it writable, or choose another one with DATA_DIR.",
  );
});

test("a shop process that says why, or ends without a word, before it was ever ready", async () => {
  expect(lastLine(await refusal({ FAKE: "refuse" }))).toBe("The fake shop does not want to start: ask it kindly.");
  expect(lastLine(await refusal({ FAKE: "crash" }))).toBe(
    "The web,silo,projector process ended (exit code 3) before the shop was ready: see the lines above.",
  );
});

test("no Redis server to be had", async () => {
  const said = await refusal({ PATH: "/nowhere", FAKE_TOOLS: folder.path });
  expect(said).toContain("The shop needs a Redis server and none could be had here (there is no apt-get here)");
  expect(said).toContain("install redis-server 7 or newer, or set REDIS_URL to one that runs.");
});

test("nothing stays behind after a refusal", async () => {
  const { pids } = await refusedWithServers();
  expect(pids.flatMap((pid) => identify(pid) ?? [])).toEqual([]);
});

async function refusedWithServers() {
  await refusal({ FAKE: "refuse" });
  const entries: { pid: number }[] = JSON.parse(fs.readFileSync(`${folder.path}/processes.json`, "utf8"));
  return { pids: entries.map(({ pid }) => pid) };
}
