import type { TurnEvent } from "../message.ts";
import type { Step } from "../model/steps.ts";
import { type Events, execute, type Store as Modelled, type Request } from "../model/store.ts";
import type { Settings, World } from "../model/world.ts";
import { partitionOf } from "../partition.ts";
import type { Ending, Store } from "../ports.ts";
import { aCommit, aLetter, aMessage, anAskAnswer, anOk, anOpening } from "./samples.ts";

/** What a script answered; `calls` have their answers already. */
type Said = { kind: string; calls?: string };
type Held = Pick<Modelled, "a" | "b" | "answered" | "answeredInput" | "record">;

export interface PlayedModel {
  /** Does on the real store what the step does on the model's. Where it is a script, answers what each of them said. */
  step(world: World, step: Step): Promise<{ real: Said; modelled: Said } | undefined>;
  /** What the real store holds of the model, asked under the model's present epoch. */
  held(epoch: number): Promise<Held>;
  /** Releases the partition for the next play. */
  end(epoch: number): Promise<void>;
}

const partition = 0;

/** Plays the model on a partition of a real store; `name` keeps several plays apart. */
export async function playModel(
  { store, partitions }: { store: Store; partitions: number },
  name: string,
  settings: Settings,
): Promise<PlayedModel> {
  const agents = { a: agentIn(`cart/${name}.a`), b: agentIn(`cart/${name}.b`) };
  const first = await claim("nobody yet");

  function agentIn(prefix: string): string {
    for (let i = 0; ; i++) if (partitionOf(`${prefix}${i}`, partitions) === partition) return `${prefix}${i}`;
  }

  async function claim(silo: string): Promise<number> {
    const claimed = await store.claim(partition, `${name} ${silo}`, 600_000);
    if (claimed.kind !== "claimed") throw new Error(`the partition is held by ${claimed.by}`);
    return claimed.epoch;
  }

  const fenceOf = (epoch: number) => ({ partition, epoch: first + epoch });
  const callId = (call: string) => `${name}.${call}`;

  async function send(request: Request): Promise<Said> {
    const fence = fenceOf(request.epoch);
    if (request.kind === "open") {
      const events = eventsOf({ count: 1, value: 0, asks: "" });
      const opening = anOpening({ callId: callId("x"), agent: agents.a, hash: "#", base: request.seen.length, events });
      const { kind } = await store.open(fence, opening);
      return kind === "answered" ? { kind, calls: "x" } : { kind };
    }
    if (request.kind === "extend") {
      const events = eventsOf(request.events).slice(request.from);
      return { kind: (await store.extend(fence, callId("x"), request.from, events)).kind };
    }
    if (request.kind === "bury") {
      const message = aMessage({ callId: callId("x"), agent: agents.a, hash: "#" });
      const { kind } = await store.bury(fence, aLetter({ message, error: request.why }), []);
      return kind === "answered" ? { kind, calls: "x" } : { kind };
    }
    const { seen, calls, agent, input } = request;
    const endings = [...calls].map((call): Ending => ({ ...anOk(callId(call)), hash: `#${input}` }));
    const committed = await store.commit(fence, aCommit(seen.length, endings, { agent: agents[agent], keep: "all" }));
    if (committed.kind !== "answered") return { kind: committed.kind };
    return { kind: "answered", calls: [...calls].filter((call) => committed.answers[callId(call)]).join("") };
  }

  async function journalOf(agent: string): Promise<string> {
    const entries = await store.journal(agent, { limit: 100 });
    return entries.map((entry) => entry.callId.slice(callId("").length)).join("");
  }

  return {
    async step(world, step) {
      if (step.kind === "claim") {
        const { epoch } = world.store;
        await store.release(fenceOf(epoch));
        const raised = await claim(`silo ${epoch + 1}`);
        return { real: { kind: `${raised - first}` }, modelled: { kind: `${epoch + 1}` } };
      }
      const request = requestOf(world, step);
      if (!request) return undefined;
      const { reply } = execute(world.store, request, settings.rules);
      const modelled = reply.kind === "answered" ? reply : { kind: reply.kind };
      return { real: await send(request), modelled };
    },

    async held(epoch) {
      const calls = ["n", "x", "y", "z"];
      const answers = await store.answers(partition, calls.map(callId));
      const open = await store.openTurns(fenceOf(epoch), false);
      if ("kind" in open) throw new Error(`the store has another epoch than ${epoch}`);
      const turn = open.find((each) => each.callId === callId("x"));
      return {
        a: await journalOf(agents.a),
        b: await journalOf(agents.b),
        answered: calls.filter((_, i) => answers[i]).join(""),
        answeredInput: answers[0]?.hash.slice(1) ?? "",
        record: turn && recordOf(turn.events),
      };
    },

    end: (epoch) => store.release(fenceOf(epoch)),
  };
}

/** What reaches the store in this step. */
function requestOf(world: World, step: Step): Request | undefined {
  if (step.kind === "arrive") return world.late;
  return step.kind === "send" && step.fate !== "lost" ? step.request : undefined;
}

function eventsOf({ count, value, asks }: Events): TurnEvent[] {
  const all: TurnEvent[] = [
    { kind: "step", n: 0, id: "run-0", step: "run", to: "effect", method: "", hash: "" },
    { kind: "answer", n: 0, answer: { kind: "value", value } },
    { kind: "step", n: 1, id: "ask-1", step: "ask", to: "order/o1", method: "place", hash: asks },
    anAskAnswer(1),
  ];
  return all.slice(0, count);
}

function recordOf(events: TurnEvent[]): Events {
  const [, effect, ask] = events;
  const value = effect?.kind === "answer" && effect.answer.kind === "value" ? Number(effect.answer.value) : 0;
  return { count: events.length, value, asks: ask?.kind === "step" ? ask.hash : "" };
}
