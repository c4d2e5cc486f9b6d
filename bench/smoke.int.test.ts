import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { runCommand } from "#server/supervisor/run-command.ts";
import { startShop, type TestShop } from "#server/testing/shop.ts";
import { CannotMeasure } from "./cannot-measure.ts";
import { findK6, type K6 } from "./find-k6.ts";
import { runProfile } from "./run-profile.ts";

const project = path.resolve(import.meta.dirname, "..");
/** So short that every endpoint is asked often, so long that the tests beside this one are not crowded out. */
const pauses = [0.2, 0.6] as const;

let shop: TestShop | undefined;
afterAll(async () => {
  await shop?.stop();
});

async function k6OrWhyNot(): Promise<K6 | CannotMeasure> {
  const toolsFolder = path.join(project, ".data", "bin");
  try {
    return await findK6({ searchPath: process.env.PATH ?? "", toolsFolder, say: console.log });
  } catch (error) {
    if (error instanceof CannotMeasure) return error;
    throw error;
  }
}

test("20 seconds of the load test bring no answer that was not asked for; without k6 it says how to get it", async () => {
  const k6 = await k6OrWhyNot();
  if (k6 instanceof CannotMeasure) {
    console.log(`No load was made: ${k6.message}`);
    const { code, output } = await runCommand(process.execPath, ["bench/main.ts", "bench"], { cwd: project });
    expect({ code, output: output.trim() }).toEqual({ code: 1, output: expect.stringContaining(k6.message) });
    return;
  }
  shop = await startShop();
  const said: string[] = [];
  const measured = await runProfile(k6, {
    shop: { url: shop.url, key: shop.credentials.apiKey },
    think: false,
    pauses,
    users: 8,
    seconds: 20,
    signal: new AbortController().signal,
    say: (line) => said.push(line),
  });
  expect({ unexpected: measured.unexpected, said }).toEqual({ unexpected: [], said: [] });
  for (const { endpoint, requests } of measured.rows) expect({ endpoint, requests }).not.toMatchObject({ requests: 0 });
  // building k6 takes minutes where it was not done before
}, 400_000);
