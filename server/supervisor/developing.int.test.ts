import fs from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "vitest";
import { startShop } from "#server/testing/shop.ts";
import { temporaryFolder } from "#server/testing/temporary-folder.ts";

const program = "server/supervisor/testing/fake-shop.ts";

test("in development a change of server code starts the shop's process again, a changed test does not", async () => {
  const project = temporaryFolder("project");
  for (const folder of ["server/api", "lib"]) fs.mkdirSync(path.join(project.path, folder), { recursive: true });
  const shop = await startShop({ program, command: "dev", env: { FAKE_PROJECT: project.path } });
  const ask = async () => (await fetch(shop.url)).json();
  const first = await ask();
  expect(first.NODE_ENV).toBe("development");

  fs.writeFileSync(path.join(project.path, "lib", "money.test.ts"), "changed");
  fs.writeFileSync(path.join(project.path, "server", "api", "root.ts"), "changed");
  await shop.printed(/Server code changed/);
  // it answers at the same address as soon as it listens again
  let second = first;
  while (second.pid === first.pid) {
    await wait(20);
    second = await ask().catch(() => first);
  }
  expect(shop.output.match(/Server code changed/g)).toHaveLength(1);
  expect(await shop.stop()).toBe(0);
  project.remove();
});
