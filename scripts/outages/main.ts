// npm run test:outages: how long callers wait while silos and Redis come and go, and that nothing is lost or doubled
import os from "node:os";
import { setTimeout as delay } from "node:timers/promises";
import { markdownTable } from "#lib/markdown-table.ts";
import { joinShop, startShop, type TestShop } from "#server/testing/shop.ts";
import { outcomesOf, startSteadyClients } from "#server/testing/steady-clients.ts";
import { temporaryFolder } from "#server/testing/temporary-folder.ts";
import { BadOptions, readOutageOptions, usage } from "./options.ts";

const say = (line: string) => console.log(line);
const clientCount = 12;
/** What a silo needs to join and to be heard of. */
const settled = 3_000;

type Row = {
  fault: string;
  calls: number;
  ok: number;
  unavailable: number;
  late: number;
  other: number;
  longest: number;
};

async function measure(shop: TestShop, away: number): Promise<{ rows: Row[]; wrong: string[] }> {
  const join = () => joinShop(shop.dataFolder, "silo");
  const [leaving, killed] = [await join(), await join()];
  const clients = startSteadyClients({ url: shop.url, apiKey: shop.credentials.apiKey }, clientCount);
  const rows: Row[] = [];

  async function during(fault: string, strike: () => unknown): Promise<void> {
    await delay(settled);
    say(`${fault} …`);
    const from = clients.calls.length;
    const answered = clients.answered.length;
    await strike();
    await delay(settled);
    // those that wait now began in this fault, too
    await clients.more(2 * clientCount);
    const calls = clients.calls.slice(from);
    const { 200: ok = 0, 503: unavailable = 0, 504: late = 0 } = outcomesOf(calls);
    const waits = clients.answered.slice(answered).map(({ began, ended }) => ended - began);
    rows.push({
      fault,
      calls: calls.length,
      ok,
      unavailable,
      late,
      other: calls.length - ok - unavailable - late,
      longest: Math.max(0, ...waits) / 1000,
    });
  }

  const pid = (role: string, of: { pids(): Record<string, number> } = shop) => {
    const found = of.pids()[role];
    if (found === undefined) throw new Error(`there is no ${role}`);
    return found;
  };
  async function paused(process_: number, seconds: number): Promise<void> {
    process.kill(process_, "SIGSTOP");
    await delay(seconds * 1000);
    process.kill(process_, "SIGCONT");
  }

  await during("nothing", () => undefined);
  await during("a silo joins", async () => {
    await (await join()).printed(/this silo runs/);
  });
  await during("a silo leaves on SIGTERM", () => leaving.stop());
  await during("a silo is killed with SIGKILL", () => process.kill(pid("silo", killed), "SIGKILL"));
  await during("a silo is stopped for 5 s, and wakes", () => paused(pid("silo", killed), 5));
  await during("Redis says nothing for 1 s", () => paused(pid("redis"), 1));
  await during(`Redis says nothing for ${away} s`, () => paused(pid("redis"), away));
  await during("Redis is killed with SIGKILL and started again", () => process.kill(pid("redis"), "SIGKILL"));
  const { acknowledged, inCarts } = await clients.stop();
  // cart by cart: one that lost a call and one that took another twice are two faults, not none
  const differing = Object.keys(acknowledged).filter((cart) => inCarts[cart] !== acknowledged[cart]);
  return { rows, wrong: differing.map((cart) => `${cart} has ${inCarts[cart]} of ${acknowledged[cart]}`) };
}

async function main(args: string[]): Promise<number> {
  const { away, help } = readOutageOptions(args);
  if (help) {
    say(usage);
    return 0;
  }
  const folder = temporaryFolder("outages");
  const shop = await startShop({ dataFolder: folder.path, args: ["--split"], env: { PARTITIONS: "4" } });
  try {
    const { rows, wrong } = await measure(shop, away);
    const head = [
      "meanwhile",
      "calls",
      "ok",
      "unavailable (503)",
      "too late (504)",
      "other",
      "longest wait for an ok, s",
    ];
    const cells = rows.map((row) => [
      row.fault,
      row.calls,
      row.ok,
      row.unavailable,
      row.late,
      row.other,
      row.longest.toFixed(2),
    ]);
    say(
      `\n${markdownTable(
        head,
        cells.map((each) => each.map(String)),
      )}\n`,
    );
    say(`${clientCount} clients, 3 to 4 silos; ${os.availableParallelism()} cores, Node ${process.versions.node}.`);
    say(
      wrong.length === 0
        ? "What is in each cart is what was acknowledged."
        : `What is in the carts is not what was acknowledged: ${wrong.join(", ")}.`,
    );
    return wrong.length === 0 && rows.every(({ other }) => other === 0) ? 0 : 1;
  } finally {
    await shop.stop();
    folder.remove();
  }
}

// a shop and its silos end when their starter does: they are told over their channels
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(1));
try {
  process.exit(await main(process.argv.slice(3)));
} catch (error) {
  console.error(error instanceof BadOptions ? error.message : error);
  process.exit(2);
}
