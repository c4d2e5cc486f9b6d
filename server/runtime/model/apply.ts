import { inputOf, type Step, siloAt } from "./steps.ts";
import { type Events, execute, type Reply, type Request, sorted } from "./store.ts";
import { emptySilo, type Settings, type Silo, type World } from "./world.ts";

/** The world after a step. */
export function apply(world: World, step: Step, settings: Settings): World {
  switch (step.kind) {
    case "claim":
      return claim(world, step.silo);
    case "take over":
    case "look again":
      return takeOver(world, step.silo, settings);
    case "fetch":
      return fetch(world, step.silo, settings);
    case "fetch ask":
      return fetchAsk(world, step.silo, settings);
    case "load":
      return withSilo(world, step.silo, { state: world.store.a });
    case "replay":
      return replay(world, step.silo);
    case "run ahead":
      return runAhead(world, step.silo);
    case "hear":
      return hear(world, step.silo);
    case "ask":
      return settings.asks === "queued"
        ? { ...world, asked: step.input }
        : deliver(world, step.silo, "n", step.input, settings);
    case "send":
      return send(world, step, settings);
    case "arrive":
      return arrive(world, settings);
    case "repeat":
      return { ...world, waiting: world.waiting + step.call, repeatsLeft: world.repeatsLeft - 1 };
    case "give up":
      return drop(world, step.silo);
    case "end":
      return end(world, step.silo);
  }
}

function withSilo(world: World, index: number, changed: Partial<Silo>): World {
  const [first, second] = world.silos;
  return {
    ...world,
    silos: index === 0 ? [{ ...first, ...changed }, second] : [first, { ...second, ...changed }],
  };
}

function drop(world: World, index: number): World {
  const [first, second] = world.silos;
  return { ...world, silos: index === 0 ? [emptySilo, second] : [first, emptySilo] };
}

function end(world: World, index: number): World {
  const { store } = world;
  return { ...drop(world, index), store: store.owner === index ? { ...store, owner: -1 } : store };
}

function claim(world: World, index: number): World {
  const { store } = world;
  const epoch = store.owner === index ? store.epoch : store.epoch + 1;
  return withSilo({ ...world, store: { ...store, epoch, owner: index } }, index, { epoch });
}

/** Records first, then the jobs that were fetched and never finished. */
function takeOver(world: World, index: number, settings: Settings): World {
  const { rules } = settings;
  const silo = siloAt(world, index);
  if (rules.epoch && world.store.epoch !== silo.epoch) return drop(world, index);
  let after = withSilo(world, index, { fetching: true });
  if (rules.resumeRecords && world.store.record && !silo.box.includes("x")) {
    after = resume(after, index, world.store.record);
  }
  if (!rules.readStartedJobs) return after;
  for (const call of after.started) {
    if (!siloAt(after, index).box.includes(call)) after = deliver(after, index, call, "", settings);
  }
  return after.askedStarted && !siloAt(after, index).box.includes("n")
    ? deliver(after, index, "n", after.askedStarted, settings)
    : after;
}

/** A record that is found open owns its message: no job is needed for it. */
function resume(world: World, index: number, record: Events): World {
  const silo = siloAt(world, index);
  const box = silo.box.includes("x") ? silo.box : sorted(`${silo.box}x`);
  return finish(withSilo(world, index, { box, record: silo.record ?? record }), index, "x");
}

function fetch(world: World, index: number, settings: Settings): World {
  const call = world.waiting.slice(0, 1);
  const started = settings.rules.finishLast ? sorted(world.started + call) : world.started;
  const delivered = deliver({ ...world, waiting: world.waiting.slice(1), started }, index, call, "", settings);
  return call === "x" && siloAt(world, index).record ? finish(delivered, index, "x") : delivered;
}

function fetchAsk(world: World, index: number, settings: Settings): World {
  const input = world.asked;
  return deliver({ ...world, asked: "", askedStarted: input }, index, "n", input, settings);
}

/** A second delivery of a message joins its unfinished first. */
function deliver(world: World, index: number, call: string, input: string, { rules }: Settings): World {
  const silo = siloAt(world, index);
  if (!silo.box.includes(call)) {
    return withSilo(world, index, { box: sorted(silo.box + call), ...(call === "n" && { input }) });
  }
  if (call === "n")
    return silo.input === input ? world : withSilo(world, index, { fault: keyReused(silo.input, input) });
  return rules.join ? world : withSilo(world, index, { box: sorted(silo.box + call) });
}

const keyReused = (before: string, now: string) => `it asks n(${now}) where it has asked n(${before})`;

/** x goes on from its record: its code runs again, with the recorded answers. */
function replay(world: World, index: number): World {
  const { record, state = "" } = siloAt(world, index);
  if (record && record.count > 2 && record.asks !== inputOf(state, record.value)) {
    const fault = `it asks n(${inputOf(state, record.value)}) where its record says n(${record.asks})`;
    return withSilo(world, index, { fault });
  }
  return withSilo(world, index, { running: true });
}

/** The effect has run, and its value is known to this process alone. */
function runAhead(world: World, index: number): World {
  const effects = world.effects + 1;
  return withSilo({ ...world, effects }, index, { record: { count: 2, value: effects, asks: "" } });
}

/** What was asked under n's call id is not what x asks now: the answer is not for x. */
function hear(world: World, index: number): World {
  const asks = siloAt(world, index).record?.asks ?? "";
  return withSilo(world, index, { fault: keyReused(world.store.answeredInput, asks) });
}

type Send = Extract<Step, { kind: "send" }>;

function send(world: World, { silo, request, fate }: Send, settings: Settings): World {
  const isFirst = siloAt(world, silo).unknown !== request;
  const runsEffect = isFirst && request.kind === "extend" && request.events.count === 2;
  const before = runsEffect ? { ...world, effects: world.effects + 1 } : world;
  if (fate === "lost") {
    const after = withSilo(before, silo, { unknown: request });
    return { ...after, late: request, lossesLeft: world.lossesLeft - 1 };
  }
  const { store, reply, wrong } = execute(world.store, request, settings.rules);
  const written = { ...before, store, ...(wrong && { wrong }) };
  if (fate === "last") return end(written, silo);
  return answer(isFirst ? written : withSilo(written, silo, { unknown: undefined }), silo, request, reply);
}

function arrive(world: World, { rules }: Settings): World {
  if (!world.late) return world;
  const { store, wrong } = execute(world.store, world.late, rules);
  return { ...world, store, late: undefined, ...(wrong && { wrong }) };
}

/** What a silo makes of a script's reply. */
function answer(world: World, index: number, request: Request, reply: Reply): World {
  switch (reply.kind) {
    case "not_owner":
    case "buried":
      return drop(world, index);
    case "conflict":
    case "closed":
      return startAgain(world, index, request);
    case "blocked":
      return resume(startAgain(world, index, request), index, reply.record);
    case "answered":
      return settle(startAgain(world, index, request), index, reply.calls);
    case "open": {
      const record = { count: 1, value: 0, asks: "" };
      return finish(withSilo(world, index, { running: true, record }), index, "x");
    }
    case "written":
      return request.kind === "extend" ? withSilo(world, index, { record: request.events }) : world;
    case "committed": {
      if (request.kind !== "commit") return world;
      const { agent, seen, calls } = request;
      return settle(agent === "a" ? withSilo(world, index, { state: seen + calls }) : world, index, calls);
    }
  }
}

/** What ran, ran on a state that is not the committed one. */
const startAgain = (world: World, index: number, { agent }: Request): World =>
  agent === "a" ? withSilo(world, index, { state: undefined, running: false }) : world;

/** These calls have their answers: they leave the box. */
function settle(world: World, index: number, calls: string): World {
  let { box } = siloAt(world, index);
  for (const call of calls) box = box.replace(call, "");
  const settled = withSilo(world, index, {
    box,
    ...(calls.includes("n") && { input: "" }),
    ...(calls.includes("x") && { running: false, record: undefined, fault: undefined }),
  });
  return finish(settled, index, calls);
}

/** Their jobs are finished. What a replaced silo would still finish is left to its successor, who has more to do then. */
function finish(world: World, index: number, calls: string): World {
  if (world.store.owner !== index) return world;
  const started = [...world.started].filter((call) => !calls.includes(call)).join("");
  return { ...world, started, askedStarted: calls.includes("n") ? "" : world.askedStarted };
}
