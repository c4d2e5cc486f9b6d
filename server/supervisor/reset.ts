// npm run reset: empties the data folder; --yes spares the question
import fs from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline/promises";
import { CannotStart } from "#server/supervisor/cannot-start.ts";
import { endLeftovers } from "#server/supervisor/ledger.ts";
import { readOptions } from "#server/supervisor/options.ts";
import { takeShopLock } from "#server/supervisor/shop-lock.ts";

// programs that a start has fetched, not data
const kept = ["bin", "npm-cache", "shop.lock"];

async function reset(args: string[]): Promise<void> {
  const { env } = readOptions([], process.env);
  const folder = path.resolve(import.meta.dirname, "../..", env.DATA_DIR);
  if (!fs.existsSync(folder)) return console.log(`There is nothing in ${folder}.`);
  if (fs.readdirSync(folder).length > 0 && !fs.existsSync(path.join(folder, "credentials.json"))) {
    throw new CannotStart(`${folder} does not look like a shop's data folder: empty it yourself if that is meant.`);
  }
  const taken = takeShopLock(folder);
  if (!taken.ok) {
    throw new CannotStart(
      `The shop on ${folder} runs${taken.holder.url ? ` at ${taken.holder.url}` : ""}: stop it before it is emptied.`,
    );
  }
  try {
    if (!args.includes("--yes") && !(await confirmed(folder))) return console.log("Nothing was removed.");
    await endLeftovers(folder);
    for (const name of fs.readdirSync(folder)) {
      if (!kept.includes(name)) fs.rmSync(path.join(folder, name), { recursive: true, force: true });
    }
    console.log(`Emptied ${folder}: the next start begins with a new shop.`);
  } finally {
    taken.lock.release();
  }
}

async function confirmed(folder: string): Promise<boolean> {
  if (!process.stdin.isTTY) {
    throw new CannotStart("Nobody can be asked here: use npm run reset -- --yes to empty the data folder.");
  }
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await lines.question(`Remove every product, cart, order and account in ${folder}? (yes/no) `);
  lines.close();
  return answer.trim().toLowerCase() === "yes";
}

try {
  await reset(process.argv.slice(3));
} catch (error) {
  console.error(error instanceof CannotStart ? error.message : error);
  process.exitCode = 1;
}
