import type { Caller } from "../contract.ts";
import { createRuntime, type RuntimeProcess } from "../create-runtime.ts";
import { Fault } from "../faults.ts";
import { tickCallId } from "../ids.ts";
import { createMemoryWorld } from "../memory/memory-ports.ts";
import { createVirtualClock } from "../memory/virtual-clock.ts";
import type { Message } from "../message.ts";
import type { Commit, Committed, LineName } from "../ports.ts";
import { counter, createCounter, createLedger, ledger } from "./counter.ts";
import {
  type Random,
  type SimulatedProcess,
  seededRandom,
  simulateProcess,
  type Weather,
} from "./simulated-process.ts";

const calm: Weather = { slow: 0, lostRequest: 0, lostReply: 0, resent: 0, crash: 0, lostHint: 0 };
const storm: Weather = { slow: 0.02, lostRequest: 0.01, lostReply: 0.01, resent: 0.03, crash: 0.004, lostHint: 0.1 };

const partitions = 3;
const minute = 60_000;
const hour = 60 * minute;
/** Every so many runs all that was ever accepted comes again, long after. */
const redeliverEvery = 50;

export type Simulated = {
  seed: number;
  silos: number;
  crashes: number;
  pauses: number;
  commands: number;
  /** Of schedules, as they were read once the last was cancelled. */
  ticks: number;
  /** What is wrong; empty when every promise held. */
  broken: string[];
};

/**
 * One run of a small cluster in virtual time: one to three silos, a door, and clients that repeat each command under its key
 * until it is acknowledged, while processes crash at any await, stop and go on, and the network loses, repeats and delays.
 * Then the weather calms, and everything that was promised is counted.
 */
export async function simulate(seed: number): Promise<Simulated> {
  const random = seededRandom(seed);
  const clock = createVirtualClock(1_800_000_000_000);
  const memory = createMemoryWorld({ partitions, clock });
  const silos = 1 + Math.floor(random() * 3);
  const report: Simulated = { seed, silos, crashes: 0, pauses: 0, commands: 0, ticks: 0, broken: [] };
  let weather = storm;
  let isOver = false;
  /** Every second run is a roll-out: its processes are of either release, as chance has it, and the last one is newer. */
  const isRollOut = seed % 2 === 0;
  const release = (): 1 | 2 => (isRollOut && (weather === calm || random() < 0.5) ? 2 : 1);
  const living = new Set<SimulatedProcess>();
  const replayed = new Set<string>();
  const schemas = new Map<string, number>();
  const accepted: { line: LineName; envelope: Message[] }[] = [];
  const bugs = (level: string, message: string, fields?: Record<string, unknown>) => {
    // Who dies with its process too often is a dead letter by design, and so is what comes again long after.
    const byDesign = diedTooOften(String(fields?.error)) || (fields?.reason === "too_old" && isOver);
    if (level === "error" && !byDesign) report.broken.push(`${message}: ${String(fields?.error)}`);
  };

  async function boot(name: string, role: "silo" | "door"): Promise<RuntimeProcess> {
    const process = simulateProcess({
      ports: memory.connect(),
      clock,
      random,
      weather: () => weather,
      onCall: ({ name, when, args: [line, envelope], answer }) => {
        if (name === "commit" && when === "done") noteSchema(envelope as Commit, answer as Committed);
        if (name === "add" && when === "done" && !isOver)
          accepted.push({ line: line as LineName, envelope: envelope as Message[] });
      },
      onCrash: () => {
        living.delete(process);
        report.crashes++;
        clock.after(random() * 1000, () => void start(role));
      },
    });
    living.add(process);
    try {
      return await run(process, name, role);
    } catch (error) {
      // A process that cannot start ends; what it claimed meanwhile is nobody's.
      process.kill();
      living.delete(process);
      throw error;
    }
  }

  /** What newer code has written, older code never writes again; the next agent of a destroyed one's id begins anew. */
  function noteSchema({ agent, base, schema, endings }: Commit, { kind }: Committed): void {
    if (kind !== "committed" || endings.every(({ entry }) => entry === undefined)) return;
    if (base > 0 && schema < (schemas.get(agent) ?? 0)) report.broken.push(`${agent} went back to schema ${schema}`);
    schemas.set(agent, schema);
  }

  async function run(process: SimulatedProcess, name: string, role: "silo" | "door"): Promise<RuntimeProcess> {
    let ids = 0;
    const runtime = await createRuntime({
      agents: [createCounter(new Map(), release()), createLedger()],
      ports: process.ports,
      log: bugs,
      name,
      random,
      freshId: () => `${name}-${ids++}`,
      patience: 5000,
      acceptance: 2000,
    });
    if (role === "silo") await runtime.startSilo();
    return runtime;
  }

  let door: Promise<RuntimeProcess> = new Promise(() => {});
  let started = 0;
  async function start(role: "silo" | "door"): Promise<void> {
    const booting = untilItStarts(() => boot(`${role}-${++started}`, role));
    if (role === "door") door = booting;
    await booting;
  }

  async function untilItStarts(attempt: () => Promise<RuntimeProcess>): Promise<RuntimeProcess> {
    for (;;) {
      try {
        return await attempt();
      } catch {
        await new Promise<void>((resolve) => void clock.after(100, resolve));
      }
    }
  }

  function stopSomebody(): void {
    clock.after(500 + random() * 3000, () => {
      if (weather === calm) return;
      const victim = [...living][Math.floor(random() * living.size)];
      victim?.pause();
      report.pauses++;
      clock.after(random() * 6000, () => victim?.goOn());
      stopSomebody();
    });
  }

  /** Repeats a command under its key until somebody acknowledges it, at whichever door there is. */
  async function acknowledged<T>(call: (runtime: RuntimeProcess) => Promise<T>): Promise<T> {
    report.commands++;
    for (;;) {
      const timeUp = new Promise<"timeUp">((resolve) => void clock.after(8000, () => resolve("timeUp")));
      try {
        const answer = await Promise.race([door.then(call), timeUp]);
        if (answer !== "timeUp") return answer as T;
      } catch (error) {
        // the door may die meanwhile, and then says nothing for ever
        if (error instanceof Fault && error.code === "dead_lettered")
          await Promise.race([replayAll().catch(unlessUnknown), timeUp]);
        else unlessUnknown(error);
      }
    }
  }

  /** Whose outcome is unknown is asked again. */
  function unlessUnknown(error: unknown): void {
    if (!(error instanceof Fault) || (error.code !== "unavailable" && error.code !== "deadline_exceeded")) throw error;
  }

  /** What died with its processes too often is a dead letter, by design; an operator lets it run again. */
  async function replayAll(): Promise<number> {
    const runtime = await door;
    const { letters } = await runtime.deadLetters();
    // in any order: what a turn had asked for may be replayed before it, after it or beside it
    for (const { message, reason, error } of random() < 0.5 ? letters : letters.toReversed()) {
      if (!diedTooOften(error)) report.broken.push(`${message.callId} became a dead letter: ${reason}`);
      replayed.add(message.agent);
      await runtime.replay(message);
    }
    return letters.length;
  }

  for (let i = 0; i < silos; i++) void start("silo");
  void start("door");
  stopSomebody();
  function calmDown(): void {
    weather = calm;
    for (const process of living) process.goOn();
    // what the newer release has written is the older's no more
    if (isRollOut) void start("silo");
  }
  const cancelCalm = clock.after(20_000, calmDown);

  const clients = Array.from({ length: 4 }, (_, i) => client(i, random, acknowledged));
  const expected = await clock.runUntil(Promise.all(clients), hour);
  for (const { clocks } of expected) for (const { ticks } of clocks.values()) report.ticks += ticks.length;
  if (weather !== calm) {
    cancelCalm();
    calmDown();
  }
  await untilIdle();
  // also what nobody waited for, tells and ticks, is run again
  if ((await clock.runUntil(acknowledged(replayAll), hour)) > 0) await untilIdle();
  const checked = async () => {
    // who died last may still be on its way up
    const asked = acknowledged((runtime) => check(runtime, expected, replayed, isOver));
    report.broken.push(...(await clock.runUntil(asked, hour)));
  };
  await checked();
  if (seed % redeliverEvery === 0) {
    await redeliverAll();
    await checked();
  }
  return report;

  /** A while longer in some runs, for what nobody sees coming. */
  async function untilIdle(): Promise<void> {
    await clock.advance(seed % redeliverEvery === 0 ? 30_000 : 1000);
    for (let waited = 0; memory.underWay() > 0 && waited < 30; waited++) await clock.advance(1000);
    if (memory.underWay() > 0) report.broken.push(`${memory.underWay()} messages or turns are still under way`);
  }

  /** Once the answers of this run are forgotten. */
  async function redeliverAll(): Promise<void> {
    isOver = true;
    clock.jump(12 * minute);
    await clock.advance(3 * minute);
    const { store, queues } = memory.connect();
    if ((await store.horizon()) < clock.now() - 2 * minute) report.broken.push("the horizon has stood still");
    for (const { line, envelope } of accepted) {
      const again = envelope.map(({ deadline: _, ...message }) => message);
      const known = await store.answers(
        line.partition,
        again.map(({ callId }) => callId),
      );
      if (known.some((answer) => answer !== undefined)) report.broken.push("an answer was kept for longer than needed");
      await queues.add(line, again);
    }
    await clock.advance(10_000);
  }
}

/** By design: a message in whose turn the process died each time, and the turn that had asked for it. */
const diedTooOften = (error: string) => error.includes("the process died each time this ran alone");

type Expected = {
  notes: Map<string, string[]>;
  sums: Map<string, number>;
  told: Map<string, number>;
  doublings: Map<string, number>;
  /** When each schedule was to tick first, by agent, and which ticks there were once the last was cancelled. */
  clocks: Map<string, { starts: number[]; ticks: string[] }>;
};
type Acknowledged = <T>(call: (runtime: RuntimeProcess) => Promise<T>) => Promise<T>;

async function client(index: number, random: Random, acknowledged: Acknowledged): Promise<Expected> {
  const expected: Expected = {
    notes: new Map(),
    sums: new Map(),
    told: new Map(),
    doublings: new Map(),
    clocks: new Map(),
  };
  const caller = { kind: "shopper", id: `client-${index}` } as const;
  for (let i = 0; i < 6; i++) {
    const key = `${index}.${i}`;
    const shared = `c${Math.floor(random() * 2)}`;
    const kind = random();
    if (kind < 0.5) {
      await acknowledged((runtime) => runtime.as(caller).ask(counter, shared, { key }).add({ by: 1, note: key }));
      expected.notes.set(shared, [...(expected.notes.get(shared) ?? []), key]);
      bump(expected.sums, shared, 1);
    } else if (kind < 0.75) {
      await acknowledged((runtime) =>
        runtime
          .as(caller)
          .ask(ledger, `l${index % 2}`, { key })
          .collect({ from: ["c0", "c1"], by: 10 }),
      );
      for (const id of ["c0", "c1"]) {
        bump(expected.sums, id, 10);
        bump(expected.told, `told-${id}`, 1);
      }
    } else if (kind < 0.8) {
      await acknowledged((runtime) =>
        runtime.as(caller).ask(counter, `own${index}`, { key }).add({ by: 1, note: key }),
      );
      if (random() < 0.5) {
        await acknowledged((runtime) => runtime.lifeAs(caller).destroy(counter, `own${index}`, { key }));
        expected.notes.delete(`own${index}`);
        expected.sums.set(`own${index}`, 0);
      } else {
        expected.notes.set(`own${index}`, [...(expected.notes.get(`own${index}`) ?? []), key]);
        bump(expected.sums, `own${index}`, 1);
      }
    } else if (kind < 0.84) {
      const { next } = await acknowledged((runtime) => clockOf(runtime, caller, index).every(seconds, { key }).tick());
      await acknowledged((runtime) => runtime.as(caller).ask(counter, shared, { key }).add({ by: 1, note: key }));
      expected.notes.set(shared, [...(expected.notes.get(shared) ?? []), key]);
      bump(expected.sums, shared, 1);
      await acknowledged((runtime) => clockOf(runtime, caller, index).cancel({ key }));
      const clock = `clock${index}`;
      const ticks = await acknowledged((runtime) => runtime.as(caller).query(counter, clock).getAdditions());
      const starts = [...(expected.clocks.get(clock)?.starts ?? []), next.getTime()];
      expected.clocks.set(clock, { starts, ticks });
    } else if (kind < 0.9) {
      await acknowledged((runtime) =>
        runtime
          .as(caller)
          .ask(ledger, `d${index}`, { key })
          .readThenAsk({ from: [`d${index}x`, `d${index}y`] }),
      );
      bump(expected.doublings, `d${index}x`, 1);
      bump(expected.doublings, `d${index}y`, 1);
    } else {
      await acknowledged((runtime) => runtime.as(caller).tell(counter, shared, { key }).add({ by: 100 }));
      bump(expected.sums, shared, 100);
    }
  }
  return expected;
}

/** A schedule of every second, of which none may be missed. */
const seconds = { cron: "* * * * * *", missed: "all" } as const;
const clockOf = (runtime: RuntimeProcess, caller: Caller, index: number) =>
  runtime.schedule(caller, counter, `clock${index}`, "seconds");

/** Each tick came once; one that is not there, between the first and the last of its schedule, was cancelled. */
async function brokenTicks(runtime: RuntimeProcess, id: string, ticks: readonly string[], starts: readonly number[]) {
  const times = new Set(ticks.map((text) => Date.parse(text)));
  const broken = times.size < ticks.length ? [`${id} has ticked twice: ${ticks.join()}`] : [];
  for (const [i, start] of starts.entries()) {
    const own = [...times].filter((time) => time >= start && time < (starts[i + 1] ?? Number.POSITIVE_INFINITY));
    for (let due = start; due < Math.max(...own); due += 1000) {
      if (!times.has(due) && !(await wasCancelled(runtime, id, due))) broken.push(`${id} has not ticked at ${due}`);
    }
  }
  return broken;
}

async function wasCancelled(runtime: RuntimeProcess, id: string, due: number): Promise<boolean> {
  const agent = `counter/${id}`;
  const generations = Array.from({ length: 100 }, (_, i) => i + 1);
  const answers = await Promise.all(
    generations.map((each) => runtime.outcome({ agent, callId: tickCallId(agent, "seconds", each, due) })),
  );
  return answers.some((answer) => answer?.kind === "cancelled");
}

const bump = (map: Map<string, number>, key: string, by: number) => map.set(key, (map.get(key) ?? 0) + by);

async function check(
  runtime: RuntimeProcess,
  all: Expected[],
  replayed: ReadonlySet<string>,
  isOver: boolean,
): Promise<string[]> {
  const broken: string[] = [];
  const as = runtime.as({ kind: "system", id: "checker" });
  const sums = new Map<string, number>();
  for (const { sums: own } of all) for (const [id, sum] of own) bump(sums, id, sum);
  for (const { told } of all) for (const [id, count] of told) bump(sums, id, count);
  for (const { doublings } of all) {
    for (const [id, times] of doublings) {
      // A replay asks its queries anew, so what it then asks for is another step.
      if (!replayed.has(`ledger/${id.slice(0, -1)}`)) sums.set(id, 2 ** times - 1);
    }
  }
  for (const [id, sum] of sums) {
    const total = await as.query(counter, id).getTotal();
    if (total !== sum) broken.push(`${id} is ${total}, acknowledged were ${sum}`);
  }
  for (const { clocks } of all) {
    for (const [id, { starts, ticks }] of clocks) {
      const kept = await as.query(counter, id).getAdditions();
      if (!isOver) broken.push(...(await brokenTicks(runtime, id, kept, starts)));
      if (kept.join() !== ticks.join())
        broken.push(`${id} has ${kept.join()}, and had ${ticks.join()} when it was cancelled`);
    }
  }
  for (const { notes } of all) {
    for (const [id, sent] of notes) {
      const kept = await as.query(counter, id).getAdditions();
      const own = kept.filter((note) => sent.includes(note));
      if (own.join() !== sent.join()) broken.push(`${id} has ${own.join()}, sent were ${sent.join()}`);
    }
  }
  return broken;
}
