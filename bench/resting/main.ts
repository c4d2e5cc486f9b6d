// npm run bench:resting: what agents take that rest, in Redis and in the process that hosted them
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { Redis } from "ioredis";
import { startRedis } from "#server/testing/redis-server.ts";
import { CannotMeasure } from "../cannot-measure.ts";
import { measuredCommit } from "../commit.ts";
import { kinds } from "./kinds.ts";
import { startMeasuredSilo } from "./measured-silo.ts";
import { readRestingOptions, usage } from "./options.ts";
import { redisVersion, settledMemory, sharesOf } from "./redis-memory.ts";
import { bar, beyond, type KindResult, type Moment, type RestingResult, report } from "./report.ts";

const project = path.resolve(import.meta.dirname, "../..");
const room = { bytes: 64 * 1024 * 1024, idleMs: 30_000 };
const say = (line: string) => console.log(line);
// its Redis and silo end when it does
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP", "disconnect"]) process.once(signal, () => process.exit(1));

async function measure(agents: number): Promise<RestingResult> {
  const loadBefore = os.loadavg()[0] ?? 0;
  const commit = await measuredCommit(project);
  const opened = new AsyncDisposableStack();
  try {
    const server = await startRedis({ appendfsync: "everysec" });
    opened.defer(() => server.stop());
    const redis = new Redis(server.url);
    opened.defer(() => redis.disconnect());
    const silo = await startMeasuredSilo(server.url, room);
    opened.defer(() => silo.stop());
    const moments: Moment[] = [{ when: "nothing was made", ...(await silo.memory()) }];
    const results: KindResult[] = [];
    for (const kind of kinds) {
      const count = kind === kinds[0] ? agents : Math.ceil(agents / 10);
      const before = await settledMemory(redis);
      say(`Making ${count} of ${kind.of}, ${kind.commits} commits each …`);
      const seconds = await silo.fill(kind, count, progress(count));
      moments.push({ when: `${count.toLocaleString("en-US")} of ${kind.of} were made`, ...(await silo.memory()) });
      say("Waiting until they rest and their answers are forgotten (more than a minute) …");
      moments.push({ when: "they rest", ...(await silo.rest()) });
      const bytes = ((await settledMemory(redis)) - before) / count;
      results.push({ kind, agents: count, seconds, bytes, shares: await sharesOf(redis, kind.of, count) });
    }
    const version = await redisVersion(redis);
    return { at: new Date(), commit, redis: version, loadBefore, room, kinds: results, silo: moments };
  } finally {
    await opened.disposeAsync();
  }
}

function progress(count: number): (made: number) => void {
  const began = performance.now();
  const step = Math.max(5000, Math.floor(count / 20));
  let said = 0;
  return (made) => {
    if (made < said + step) return;
    said = made;
    say(`  ${made} of ${count}, ${Math.round((made * 1000) / (performance.now() - began))} a second`);
  };
}

try {
  const options = readRestingOptions(process.argv.slice(3));
  if (options.help) {
    say(usage);
    process.exit(0);
  }
  const result = await measure(options.agents);
  const page = report(result);
  say(`\n${page}\n`);
  if (options.keep) {
    const folder = path.join(project, "docs", "evidence");
    fs.mkdirSync(folder, { recursive: true });
    fs.writeFileSync(path.join(folder, "resting.md"), `${page}\n`);
    say("Kept as docs/evidence/resting.md.");
  }
  const heavy = result.kinds.filter((each) => beyond(each) >= bar);
  for (const { kind } of heavy) console.error(`A resting ${kind.of} takes more than ${bar} bytes beyond its state.`);
  process.exit(heavy.length > 0 ? 1 : 0);
} catch (error) {
  console.error(error instanceof CannotMeasure ? error.message : error);
  process.exit(1);
}
