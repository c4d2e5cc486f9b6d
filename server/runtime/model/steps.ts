import type { Events, Request } from "./store.ts";
import { agentOf, type Settings, type Silo, type World } from "./world.ts";

/**
 * One thing that may happen next. `silo` is an index. A request is `answered`; or `lost`: its outcome stays unknown and a
 * copy is still on its way; or `last`: it is carried out and its silo dies before it learns so.
 */
export type Step =
  | {
      kind: "claim" | "take over" | "look again" | "fetch" | "fetch ask" | "load" | "replay" | "hear" | "run ahead";
      silo: number;
    }
  | { kind: "end" | "give up"; silo: number }
  | { kind: "send"; silo: number; request: Request; fate: "answered" | "lost" | "last" }
  | { kind: "ask"; silo: number; input: string }
  | { kind: "arrive" }
  | { kind: "repeat"; call: "x" | "y" };

/** All that may happen next. */
export function stepsOf(world: World, settings: Settings): Step[] {
  const steps: Step[] = [];
  for (const [i, silo] of world.silos.entries()) {
    if (silo.epoch === 0) claim(steps, world, i, settings);
    else if (!silo.fetching) steps.push({ kind: "take over", silo: i });
    else fetch(steps, world, i, settings);
    if (silo.epoch === 0) continue;
    if (mayEnd(world, i, settings)) steps.push({ kind: "end", silo: i });
    if (!settings.rules.releaseFirst && world.late) steps.push({ kind: "give up", silo: i });
    if (silo.unknown) send(steps, world, i, silo.unknown, settings);
    if (silo.unknown?.agent !== "a" && /[xyz]/.test(silo.box)) turnsOfA(steps, world, i, settings);
    if (silo.unknown?.agent !== "b" && silo.box.includes("n")) {
      const { epoch, input } = silo;
      const commit = { kind: "commit", agent: "b", epoch, seen: world.store.b, calls: "n", input, asks: "" } as const;
      send(steps, world, i, commit, settings);
    }
  }
  if (world.late) steps.push({ kind: "arrive" });
  if (world.repeatsLeft > 0) steps.push({ kind: "repeat", call: "x" }, { kind: "repeat", call: "y" });
  return steps;
}

/** The number of epochs is bounded, so the last owner stays: somebody must be there to finish. */
const mayEnd = ({ store }: World, silo: number, { epochs }: Settings) => store.owner !== silo || store.epoch < epochs;

function claim(steps: Step[], { store }: World, silo: number, { epochs }: Settings): void {
  if (store.owner === silo || store.epoch < epochs) steps.push({ kind: "claim", silo });
}

function fetch(steps: Step[], world: World, i: number, { rules }: Settings): void {
  const silo = siloAt(world, i);
  if (world.waiting) steps.push({ kind: "fetch", silo: i });
  if (world.asked) steps.push({ kind: "fetch ask", silo: i });
  const records = rules.resumeRecords && world.store.record && !silo.box.includes("x");
  const jobs = world.started + (world.askedStarted && "n");
  const left = rules.readStartedJobs && [...jobs].some((call) => !silo.box.includes(call));
  if (world.store.owner === i && (records || left)) steps.push({ kind: "look again", silo: i });
}

function send(steps: Step[], world: World, silo: number, request: Request, settings: Settings): void {
  steps.push({ kind: "send", silo, request, fate: "answered" });
  // Of a replaced silo's requests nothing comes, however they end.
  if (settings.rules.epoch && world.store.epoch !== request.epoch) return;
  if (world.lossesLeft > 0 && !world.late && !siloAt(world, silo).unknown)
    steps.push({ kind: "send", silo, request, fate: "lost" });
  if (mayEnd(world, silo, settings)) steps.push({ kind: "send", silo, request, fate: "last" });
}

function turnsOfA(steps: Step[], world: World, i: number, settings: Settings): void {
  const { state: seen, epoch, record, running, box, fault } = siloAt(world, i);
  if (fault !== undefined) {
    send(steps, world, i, { kind: "bury", agent: "a", epoch, why: fault }, settings);
    return;
  }
  if (seen === undefined) {
    steps.push({ kind: "load", silo: i });
    return;
  }
  if (running && record && record.count < 4) {
    reachOut(steps, world, i, { seen, record, settings });
    return;
  }
  if (!running && box.includes("x")) {
    if (record) steps.push({ kind: "replay", silo: i });
    else send(steps, world, i, { kind: "open", agent: "a", epoch, seen }, settings);
  }
  const asks = running && record ? record.asks : "";
  for (const calls of groups(box, running ? "x" : "")) {
    send(steps, world, i, { kind: "commit", agent: "a", epoch, seen, calls, input: "", asks }, settings);
  }
}

/** x's next step, once its record is open. */
function reachOut(
  steps: Step[],
  world: World,
  silo: number,
  { seen, record, settings }: { seen: string; record: Events; settings: Settings },
): void {
  const { epoch } = siloAt(world, silo);
  const { count, value } = record;
  const asks = count > 2 ? record.asks : inputOf(seen, value);
  const write = (from: number, events: Events) =>
    send(steps, world, silo, { kind: "extend", agent: "a", epoch, from, events }, settings);
  const isStrict = settings.rules.recordBeforeAsk;
  if (count === 1 && isStrict) write(1, { count: 2, value: world.effects + 1, asks: "" });
  if (count === 1 && !isStrict) steps.push({ kind: "run ahead", silo });
  if (count === 2) write(isStrict ? 2 : 1, { count: 3, value, asks });
  if (count < (isStrict ? 3 : 2)) return;
  if (!world.store.answered.includes("n")) ask(steps, world, silo, asks, settings);
  else if (count === 3 && world.store.answeredInput !== asks) steps.push({ kind: "hear", silo });
  else if (count === 3) write(3, { count: 4, value, asks });
}

/** A direct call needs a takeover that is through; a job is added once. */
function ask(steps: Step[], world: World, silo: number, input: string, settings: Settings): void {
  const { fetching, box } = siloAt(world, silo);
  const isUnderWay = settings.asks === "direct" ? !fetching || box.includes("n") : world.asked || world.askedStarted;
  if (!isUnderWay) steps.push({ kind: "ask", silo, input });
}

/** What x asks for depends on its agent's state and on the effect's value. */
export const inputOf = (state: string, value: number) => `${state}${value}`;

/** Every order of every choice from the box: turns that may commit together, behind the one that has ended already. */
function groups(box: string, first: string): Set<string> {
  const found = new Set<string>();
  const add = (calls: string, left: string[]) => {
    if (calls) found.add(calls);
    for (const [at, call] of left.entries()) add(calls + call, left.toSpliced(at, 1));
  };
  add(
    first,
    [...box].filter((call) => call !== "x" && agentOf(call) === "a"),
  );
  return found;
}

export const siloAt = ({ silos }: World, index: number): Silo => (index === 0 ? silos[0] : silos[1]);
