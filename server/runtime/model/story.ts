import { apply } from "./apply.ts";
import { type Step, siloAt } from "./steps.ts";
import { execute, type Request } from "./store.ts";
import { firstWorld, type Settings, type World } from "./world.ts";

/** The steps that lead to a fault, in words, with what the store answered. */
export function storyOf(steps: readonly Step[], settings: Settings): string {
  let world = firstWorld(settings);
  const lines = ["x, y and z are accepted: x runs an effect and asks n of agent b; x, y and z change agent a"];
  for (const step of steps) {
    lines.push(wordsOf(world, step, settings));
    world = apply(world, step, settings);
  }
  const { store } = world;
  lines.push(`now a is [${store.a}], b is [${store.b}], and answers are kept of [${store.answered}]`);
  return lines.map((line, i) => `${String(i).padStart(3)}  ${line}`).join("\n");
}

function wordsOf(world: World, step: Step, settings: Settings): string {
  if (step.kind === "repeat") return `the caller of ${step.call} sends it again`;
  if (step.kind === "arrive") return `the late copy arrives: ${requestWords(world, world.late, settings)}`;
  const who = `silo ${step.silo + 1}`;
  const silo = siloAt(world, step.silo);
  switch (step.kind) {
    case "claim": {
      const { epoch } = siloAt(apply(world, step, settings), step.silo);
      return `${who} claims the partition, epoch ${epoch}`;
    }
    case "take over":
    case "look again": {
      const found = world.store.record ? "x's record is open" : "no record is open";
      const jobs = world.started + (world.askedStarted && "n");
      return `${who} ${step.kind === "take over" ? "takes over" : "looks again"}: ${found}, started jobs are [${jobs}]`;
    }
    case "fetch":
      return `${who} fetches ${world.waiting.slice(0, 1)}`;
    case "fetch ask":
      return `${who} fetches n(${world.asked})`;
    case "load":
      return `${who} loads a: [${world.store.a}]`;
    case "replay":
      return `${who} runs x again, with the answers of its record, on [${silo.state}]`;
    case "hear":
      return `${who} hears that n was asked with another input`;
    case "run ahead":
      return `${who} has the effect's value and does not write it down`;
    case "ask":
      return `${who} asks n(${step.input})`;
    case "end":
      return world.store.owner === step.silo ? `${who} dies` : `${who} finds that it was replaced`;
    case "give up":
      return `${who} gives the partition up without releasing it`;
    case "send": {
      const again = silo.unknown === step.request ? "sends again" : "sends";
      if (step.fate === "lost") return `${who} ${again} ${label(step.request)}: no reply, and it is still on its way`;
      const died = step.fate === "last" ? `, and ${who} dies before it hears so` : "";
      return `${who} ${again} ${requestWords(world, step.request, settings)}${died}`;
    }
  }
}

function requestWords({ store }: World, request: Request | undefined, { rules }: Settings): string {
  if (!request) return "nothing";
  const { reply } = execute(store, request, rules);
  const what = reply.kind === "answered" ? `answered, ${reply.calls} has its answer` : reply.kind.replace("_", " ");
  return `${label(request)}: ${what}`;
}

const written = ["", "the effect", "its value", "the ask", "the ask's answer"];

function label(request: Request): string {
  const { kind, epoch } = request;
  if (kind === "open") return `open(x) on [${request.seen}] under epoch ${epoch}`;
  if (kind === "bury") return `bury(x) under epoch ${epoch}`;
  if (kind === "extend") {
    const events = written.slice(request.from + 1, request.events.count + 1).join(" and ");
    return `extend(x) with ${events} under epoch ${epoch}`;
  }
  return `commit(${[...request.calls].join(", ")}) on [${request.seen}] under epoch ${epoch}`;
}
