// what watching costs: processor time of a turn on the memory adapters, without an observer and with each. Time on the
// processor, since other work on the machine does not lengthen that as much as it does the clock's.
import { setImmediate as soon } from "node:timers/promises";
import { parseArgs } from "node:util";
import { BatchSpanProcessor, InMemorySpanExporter } from "@opentelemetry/sdk-trace";
import { createRuntime } from "#runtime/create-runtime.ts";
import { createMemoryWorld } from "#runtime/memory/memory-ports.ts";
import type { Observer } from "#runtime/observer.ts";
import type { Clock } from "#runtime/ports.ts";
import { counter, createCounter } from "#runtime/testing/counter.ts";
import { createTracing } from "#server/telemetry/open-tracing.ts";
import { startMeasuring } from "#server/telemetry/start-telemetry.ts";

const { values } = parseArgs({
  options: { rounds: { type: "string", default: "5" }, turns: { type: "string", default: "4000" } },
});
const [rounds, turns] = [Number(values.rounds), Number(values.turns)];
const callers = 16;

const clock: Clock = {
  now: Date.now,
  monotonic: () => performance.now(),
  after(ms, callback) {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
  settle: async () => void (await soon()),
};

/** Spans are made and batched, and thrown away where they would leave. */
function tracing(share: number) {
  const exporter = new InMemorySpanExporter();
  exporter.export = (_spans, done) => done({ code: 0 });
  const processor = new BatchSpanProcessor({ exporter });
  return createTracing({ processor, service: "bench", process: { pid: 1, roles: ["silo"] }, share });
}

const measuring = (share?: number): Observer =>
  startMeasuring({
    contracts: [counter],
    now: Date.now,
    tracing: share === undefined ? undefined : tracing(share),
  }).observer;

const kinds: Record<string, () => Observer | undefined> = {
  "no observer": () => undefined,
  metrics: () => measuring(),
  "metrics, traces unsampled": () => measuring(0),
  "metrics, every trace": () => measuring(1),
};

async function microsecondsPerTurn(observer: Observer | undefined): Promise<number> {
  const ports = createMemoryWorld({ partitions: 4, clock }).connect();
  const runtime = await createRuntime({ agents: [createCounter()], ports, log: () => {}, observer });
  await runtime.startSilo();
  const door = runtime.as({ kind: "system", id: "bench" });
  while (!(await runtime.health()).ok) await soon();
  const call = (caller: number, n: number) => door.ask(counter, `c${caller}-${n % 50}`).add({ by: 1 });
  const run = async (each: number) => {
    const one = async (caller: number) => {
      for (let n = 0; n < each; n++) await call(caller, n);
    };
    await Promise.all(Array.from({ length: callers }, (_, caller) => one(caller)));
  };
  await run(Math.ceil(turns / callers / 4));
  globalThis.gc?.();
  const begun = process.cpuUsage();
  await run(Math.ceil(turns / callers));
  const { user, system } = process.cpuUsage(begun);
  await runtime.drainSilo();
  await runtime.close();
  return (user + system) / turns;
}

const measured = new Map(Object.keys(kinds).map((kind) => [kind, [] as number[]]));
for (let round = 0; round < rounds; round++) {
  // each comes first and last as often: what one leaves in memory slows the next
  const order = Object.entries(kinds).map((_, i, all) => all[(i + round) % all.length]);
  for (const found of order) {
    if (!found) continue;
    const [kind, observer] = found;
    measured.get(kind)?.push(await microsecondsPerTurn(observer()));
  }
}
const median = (numbers: number[]) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
const base = median(measured.get("no observer") ?? []);
for (const [kind, each] of measured) {
  const middle = median(each);
  console.log(`${kind.padEnd(28)} ${Math.round(middle)} µs a turn  ${(middle / base).toFixed(2)} times none`);
}
process.exit(0);
