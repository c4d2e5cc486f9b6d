import { createRuntime, type RuntimeProcess } from "../create-runtime.ts";
import { Fault } from "../faults.ts";
import { createMemoryWorld } from "../memory/memory-ports.ts";
import { createVirtualClock } from "../memory/virtual-clock.ts";
import type { Commit, Ports, Store } from "../ports.ts";
import { type Kind, randomPlan, visitsOf } from "./random-plans.ts";
import { type SimulatedProcess, seededRandom, simulateProcess, type Weather } from "./simulated-process.ts";
import { createVisitor, type Plan, visitor } from "./visitor.ts";

const calm: Weather = { slow: 0, lostRequest: 0, lostReply: 0, resent: 0, crash: 0, lostHint: 0 };
const storm: Weather = { slow: 0.03, lostRequest: 0.01, lostReply: 0.01, resent: 0.03, crash: 0.002, lostHint: 0.1 };
const kinds: Kind[] = ["chains", "ordered", "any"];
/** Far longer than any of this takes; what has not ended by then hangs. */
const limit = 10 * 60_000;

export type SimulatedGraphs = {
  kind: Kind;
  silos: number;
  crashes: number;
  pauses: number;
  circles: number;
  /** Roots that were told a circle, since they had done something by then. */
  told: number;
  /** What is wrong; empty when every promise held. */
  broken: string[];
};

/**
 * One run of up to five roots at once, three times, over two to six agents that ask each other at random, on one silo or
 * three; every second run with crashes at any await, pauses, losses, repetitions and delays. Every root ends, each of its visits
 * is made once and after those that it waits for.
 */
export async function simulateCallGraphs(seed: number): Promise<SimulatedGraphs> {
  const random = seededRandom(seed);
  const clock = createVirtualClock(1_800_000_000_000);
  const memory = createMemoryWorld({ partitions: 3, clock });
  const kind = kinds[seed % kinds.length] ?? "any";
  const silos = random() < 0.5 ? 1 : 3;
  const agents = ["a", "b", "c", "d", "e", "f"].slice(0, 2 + Math.floor(random() * 5));
  const report: SimulatedGraphs = { kind, silos, crashes: 0, pauses: 0, circles: 0, told: 0, broken: [] };
  let weather = seed % 2 === 0 ? storm : calm;
  const living = new Set<SimulatedProcess>();
  /** Notes in the order in which they were committed. */
  const made: string[] = [];

  const log = (level: string, message: string, fields?: Record<string, unknown>) => {
    if (message.includes("waited for each other")) report.circles++;
    const byDesign = ["cycle", "dead_lettered", "kills_process"].includes(String(fields?.reason));
    if (level === "error" && !byDesign) report.broken.push(`${message}: ${String(fields?.error)}`);
  };

  function connect(): Ports {
    const ports = memory.connect();
    const commit: Store["commit"] = async (fence, group) => {
      const answer = await ports.store.commit(fence, group);
      if (answer.kind === "committed") made.push(...notesOf(group));
      return answer;
    };
    return { ...ports, store: { ...ports.store, commit } };
  }

  async function boot(name: string, role: "silo" | "door"): Promise<RuntimeProcess> {
    const process = simulateProcess({
      ports: connect(),
      clock,
      random,
      weather: () => weather,
      onCrash: () => {
        living.delete(process);
        report.crashes++;
        clock.after(random() * 1000, () => void start(role));
      },
    });
    living.add(process);
    let ids = 0;
    const freshId = () => `${name}-${ids++}`;
    const own = { agents: [createVisitor()], ports: process.ports, log, name, random, freshId };
    const runtime = await createRuntime({ ...own, patience: 8000, acceptance: 2000 });
    if (role === "silo") await runtime.startSilo();
    return runtime;
  }

  let door: Promise<RuntimeProcess> = new Promise(() => {});
  let started = 0;
  function start(role: "silo" | "door"): void {
    const booted = boot(`${role}-${++started}`, role);
    if (role === "door") door = booted;
    booted.catch(() => clock.after(100, () => start(role)));
  }

  /** Asks under one key until the outcome is known. */
  async function outcome(id: string, plan: Plan): Promise<"ok" | "dead_lettered"> {
    for (;;) {
      const timeUp = new Promise<"unknown">((resolve) => void clock.after(10_000, () => resolve("unknown")));
      const asked = door.then((runtime) => {
        return runtime.as({ kind: "shopper", id: "s1" }).ask(visitor, id, { key: plan.note }).visit(plan);
      });
      const answer = await Promise.race([asked, timeUp]).catch((error: unknown) => {
        if (error instanceof Fault && error.code === "dead_lettered") return error.code;
        if (error instanceof Fault && ["unavailable", "deadline_exceeded"].includes(error.code)) return "unknown";
        throw error;
      });
      if (answer === "dead_lettered") return answer;
      if (answer !== "unknown") return "ok";
    }
  }

  /** For longer than a lease, so that somebody else owns its partitions when it goes on. */
  function pauseSomebody(): void {
    clock.after(random() * 4000, () => {
      if (weather === calm) return;
      const victim = [...living][Math.floor(random() * living.size)];
      victim?.pause();
      report.pauses++;
      clock.after(random() * 5000, () => victim?.goOn());
      pauseSomebody();
    });
  }

  for (let i = 0; i < silos; i++) start("silo");
  start("door");
  pauseSomebody();
  clock.after(20_000, () => {
    weather = calm;
    for (const process of living) process.goOn();
  });

  const roots = Array.from({ length: 2 + Math.floor(random() * 4) }, (_, i) => i);
  const ended: { id: string; plan: Plan; how: "ok" | "dead_lettered" }[] = [];
  const clients = roots.map(async (root) => {
    for (let round = 0; round < 3; round++) {
      const [id, plan] = randomPlan(kind, agents, `r${root}.${round}`, random);
      ended.push({ id, plan, how: await outcome(id, plan) });
    }
  });
  await clock.runUntil(Promise.all(clients), limit);
  weather = calm;
  for (const process of living) process.goOn();
  await clock.advance(30_000);
  await clock.runUntil(door.then(check), limit);
  await clock.advance(30_000);
  for (const process of living) process.kill();
  await clock.advance(3000);
  await checkRecords();
  return report;

  function wrong(what: string): void {
    report.broken.push(`${kind} on ${silos} silos: ${what}`);
  }

  async function check(runtime: RuntimeProcess): Promise<void> {
    const { letters } = await runtime.deadLetters({ limit: 1000 });
    const reasons = new Set(letters.map(({ reason }) => reason));
    report.told = letters.filter(({ reason }) => reason === "cycle").length;
    if (kind === "ordered" && report.circles > 0) wrong("a circle was seen where there is none");
    if (kind !== "any" && reasons.has("cycle")) wrong("a turn was told a circle though the others could begin anew");
    for (const { id, plan, how } of ended) {
      if (how === "dead_lettered" && reasons.size === 0) wrong(`${plan.note} is a dead letter that is not there`);
      for (const { agent, note, after } of visitsOf(id, plan)) {
        const times = made.filter((each) => each === note).length;
        if (times > 1 || (how === "ok" && times === 0)) wrong(`${note} was made ${times} times`);
        const place = made.indexOf(note);
        const early = after.filter((earlier) => place >= 0 && made.indexOf(earlier) > place);
        if (early.length > 0) wrong(`${note} was made before ${early.join()}`);
        const kept = await runtime.as({ kind: "system", id: "checker" }).query(visitor, agent).getNotes();
        if (kept.filter((each) => each === note).length !== times) wrong(`${note} is not kept as it was made`);
      }
    }
  }

  /** Whoever owned them is gone, and its leases are over. */
  async function checkRecords(): Promise<void> {
    const { store } = memory.connect();
    for (let partition = 0; partition < 3; partition++) {
      const claim = await store.claim(partition, "checker", 60_000);
      const open = claim.kind === "claimed" && (await store.openTurns({ partition, epoch: claim.epoch }, false));
      if (!Array.isArray(open) || open.length > 0)
        wrong(`partition ${partition} has a record: ${JSON.stringify(open)}`);
    }
  }
}

/** What visits note in the state, as their patches say. */
const notesOf = ({ endings }: Commit): string[] =>
  endings.flatMap(({ entry }) => [...(entry?.patch ?? "").matchAll(/"(r[\d.]+)"/g)].map(([, note = ""]) => note));
