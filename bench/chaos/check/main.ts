// The judge, a program of its own: it knows the clients' files and the shop, and nothing of what made them.
// node bench/chaos/check/main.ts '{"folder": …}'
import fs from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { z } from "zod";
import { FaultLine, faultsFile, isClientFile } from "../record.ts";
import { readClientLog } from "./intents.ts";
import { type Question, questionsOf, type Verdict } from "./judge-run.ts";
import { outagesOf } from "./outages.ts";
import { openShopReader } from "./read-shop.ts";
import { failuresOf, reportOf, tables } from "./report.ts";

const Order = z.object({
  folder: z.string(),
  url: z.string(),
  apiKey: z.string(),
  redisUrl: z.string(),
  partitions: z.int(),
  /** How long the shop may take until everything accepted has arrived. */
  settleMs: z.number(),
});
export type CheckOrder = z.output<typeof Order>;

const order = Order.parse(JSON.parse(process.argv[2] ?? "{}"));
const read = (name: string) => fs.readFileSync(path.join(order.folder, name), "utf8");
const clients = fs.readdirSync(order.folder).filter(isClientFile).sort();
const logs = clients.map((name) => readClientLog(name, read(name)));
const faults = read(faultsFile)
  .split("\n")
  .filter((line) => line !== "")
  .map((line) => FaultLine.parse(JSON.parse(line)));
const shop = await openShopReader(order);
let deadline = Date.now() + order.settleMs;

/** Asks until nothing is wrong any more, or until the time is over: what was accepted may still be on its way. */
async function settled(ask: () => Promise<Verdict>): Promise<Verdict> {
  for (;;) {
    const isLate = Date.now() > deadline;
    try {
      const verdict = await ask();
      if (verdict.findings.length === 0 || isLate) return verdict;
    } catch (error) {
      if (isLate) throw error;
    }
    await wait(1000);
  }
}

async function judgeAll(questions: readonly Question[]): Promise<Verdict> {
  const verdicts: Verdict[] = [];
  let next = 0;
  const ask = async () => {
    for (let question = questions[next++]; question; question = questions[next++]) {
      verdicts.push(await settled(question));
      if (verdicts.length % 500 === 0) console.log(`${verdicts.length} of ${questions.length} judged`);
    }
  };
  await Promise.all(Array.from({ length: 12 }, ask));
  const sum = (of: (verdict: Verdict) => number) => verdicts.reduce((total, verdict) => total + of(verdict), 0);
  return {
    findings: verdicts.flatMap(({ findings }) => findings),
    tells: { accepted: sum(({ tells }) => tells.accepted), delivered: sum(({ tells }) => tells.delivered) },
  };
}

async function finalLag(): Promise<number> {
  for (;;) {
    const lag = await shop.lag().catch(() => Number.NaN);
    if (lag === 0 || Date.now() > deadline) return lag;
    await wait(500);
  }
}

const questions = questionsOf(logs, shop);
// the first round waits until all has arrived; the second sees what came once more after its first look
await judgeAll(questions);
const lag = await finalLag();
deadline = Date.now() + order.settleMs / 6;
const { findings, tells } = await judgeAll(questions);
const intents = logs.flatMap((log) => log.intents);
const report = reportOf(intents, {
  findings,
  tellsAccepted: tells.accepted,
  tellsDelivered: tells.delivered,
  deadLetters: await shop.deadLetters(),
  lag,
  outages: outagesOf(faults, intents),
});
await shop.close();
fs.writeFileSync(path.join(order.folder, "report.json"), `${JSON.stringify(report, null, 2)}\n`);
console.log(`\n${tables(report)}\n`);
const failures = failuresOf(report);
for (const { kind, id, says } of report.findings.slice(0, 20)) console.log(`${kind}: ${says} (${id || "nobody's"})`);
console.log(failures.length === 0 ? "Every promise was kept." : `Broken: ${failures.join("; ")}.`);
process.exit(failures.length === 0 ? 0 : 1);
