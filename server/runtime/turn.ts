import type { TurnContext } from "./agent.ts";
import type { Asker } from "./crossed-waits.ts";
import { agentName, keyedCallId, splitName, stepCallId, turnId } from "./ids.ts";
import { copyOf, inputHash, parse, toJson } from "./json.ts";
import type { Answer, Json, Message, StepAnswer, TurnEvent } from "./message.ts";
import type { Trace } from "./observer.ts";
import type { Instead, LineName, OutboxMessage } from "./ports.ts";
import { type QueryCall, queryWith, returned } from "./queries.ts";
import { methodsOf } from "./ref.ts";
import type { View } from "./replica.ts";
import { beginDraft, endDraft, type State } from "./state.ts";
import { createSteps, type Reach, StepFault } from "./steps.ts";
import { type StepsWhenTaken, stepsWhenTaken } from "./steps-when-taken.ts";
import type { TurnRecord } from "./turn-record.ts";
import type { AgentType } from "./types.ts";

/** What a turn reaches through. */
export interface TurnWorld {
  query(call: QueryCall): Promise<Json | undefined>;
  /** Sends a nested command of a turn, as that stands now, and resolves with its answer, however long that takes. */
  ask(message: Message, turn: () => Asker): Promise<StepAnswer>;
  lineOf(agent: string): LineName;
  now(): number;
  settle(): Promise<void>;
  /** Runs an effect; a silo that leaves waits longer while one is under way. */
  effect<T>(run: () => Promise<T>, of: { step: string; message: Message; trace: Trace | undefined }): Promise<T>;
  /** Aborted when this silo gives the partition up. */
  signal: AbortSignal;
  log(level: "info", message: string, fields: Record<string, unknown>): void;
}

/** What a turn starts from: the committed state, or that of the turns before it in its group. */
export type Base = { state: State; version: number; at: number; bytes: number };

/** How a turn's code ended; `entry` exactly when it ended with `ok`, unless the commit does something else `instead`. */
export type TurnEnd = {
  answer: Answer;
  time: number;
  entry?: { patch: string; state: State };
  out: OutboxMessage[];
  instead?: Instead;
};

export const baseOf = ({ state, version, at, stored }: View): Base => ({
  state,
  version,
  at,
  bytes: stored?.snapshotBytes ?? 0,
});

export const tipAfter = (tip: Base, { entry, time }: TurnEnd): Base =>
  entry ? { state: entry.state, version: tip.version + 1, at: time, bytes: tip.bytes } : tip;

type Options = {
  type: AgentType;
  message: Message;
  base: Base;
  record: TurnRecord;
  world: TurnWorld;
  /** Of this attempt, where it is traced. */
  trace?: Trace | undefined;
  beforeReach: () => Promise<void>;
  /** Given what ends this attempt with an error, whatever it waits for. */
  onBegun: (stop: (error: unknown) => void) => void;
};

/**
 * Runs one attempt of one command on a draft of the state. Nothing is committed here: what comes back is to be committed
 * or thrown away. Throws what the author's code throws, a `StepFault` for a step that ended without an outcome, a
 * `turn_diverged` fault, or what `control.ts` names.
 */
export async function runTurn(options: Options): Promise<TurnEnd> {
  const { type, message, base, record, world, trace, beforeReach, onBegun } = options;
  const { durable, contract } = type;
  const command = durable?.commands[message.method];
  const declared = contract.commands[message.method];
  if (!durable || !command || !declared) throw new Error(`${message.agent} has no command ${message.method}`);

  const time = Math.max(message.stamp, base.at);
  const attempt = message.attempt ?? 0;
  const steps = stepsWhenTaken(record.events.length > 0, () =>
    createSteps({
      recorded: record.events,
      idOf: (n) => stepCallId(message.callId, attempt, n),
      remembered: memoryOf(message.prior ?? [], record.events),
      beforeReach,
      write: (events) => record.write(events, { version: base.version, code: durable.version }),
      settle: world.settle,
      describeCode: () => `code version ${durable.version}, recorded by ${record.code ?? durable.version}`,
    }),
  );
  onBegun(steps.stop);
  const out: OutboxMessage[] = [];
  const ctx = contextOf({ message, time, attempt, record, steps, world, trace, out, asks: durable.asks });
  const draft = beginDraft(base.state);

  let outcome: unknown;
  try {
    // The input is a copy: what this attempt does to it must not show in the next.
    const ran = command({ draft, input: copyOf(message.input), ctx, ok, fail });
    outcome = await steps.unlessStopped(ran);
    await steps.settled();
    steps.end(true);
  } catch (error) {
    await steps.settledOrStopped();
    steps.end(false);
    throw error;
  }
  return endOf(outcome);

  function endOf(result: unknown): TurnEnd {
    const what = `${contract.name}.${message.method}`;
    if (!isOutcome(result)) throw new Error(`${what} must end with ok(…) or fail(…)`);
    if (!result.ok) {
      const { code, detail } = result.error;
      const schema = declared?.fails?.[code];
      if (!schema) throw new Error(`${what} refused with "${code}", which its contract does not declare`);
      const parsed = returned(what, schema, detail);
      return { answer: { kind: "fail", code, ...(parsed !== undefined && { detail: parsed }) }, time, out: [] };
    }
    const value = returned(what, declared?.returns, result.value);
    const entry = endDraft(durable as NonNullable<typeof durable>, base, draft);
    return { answer: { kind: "ok", ...(value !== undefined && { value }) }, time, entry, out };
  }
}

const ok = (value?: unknown) => ({ ok: true, value });
const fail = (code: string, detail?: unknown) => ({ ok: false, error: { code, detail } });

type OutcomeValue = { ok: true; value?: unknown } | { ok: false; error: { code: string; detail?: unknown } };
const isOutcome = (value: unknown): value is OutcomeValue =>
  typeof value === "object" && value !== null && "ok" in value && typeof value.ok === "boolean";

type ContextOptions = {
  message: Message;
  time: number;
  attempt: number;
  record: TurnRecord;
  steps: StepsWhenTaken;
  world: TurnWorld;
  trace: Trace | undefined;
  out: OutboxMessage[];
  asks: ReadonlySet<string> | undefined;
};

function contextOf({ message, time, attempt, record, steps, world, trace, out, asks }: ContextOptions): TurnContext {
  const { callId, caller, agent } = message;
  const { id } = splitName(agent);
  const chain = [...message.chain, agent];
  const traced = trace !== undefined && { trace };
  let ids = 0;

  const child = (to: string, method: string, input: Json | undefined, hash: string): Omit<Message, "callId"> => ({
    rootId: message.rootId,
    since: message.since,
    stamp: time,
    caller,
    chain,
    agent: to,
    method,
    ...(input !== undefined && { input }),
    hash,
    ...traced,
  });

  return {
    id,
    caller,
    ...(message.scheduledFor !== undefined && { scheduledFor: new Date(message.scheduledFor) }),
    now: () => new Date(time),
    newId: () => turnId(callId, ids++),
    log: (text, fields) => world.log("info", text, { ...fields, agent, callId, ...traced }),
    query: queryWith(async (call) => {
      const send = async (): Promise<StepAnswer> => {
        const value = await world.query({ ...call, time, ...traced });
        return value === undefined ? { kind: "value" } : { kind: "value", value };
      };
      return steps.taken().call({
        kind: "query",
        to: call.agent,
        method: call.method,
        hash: inputHash(call.method, call.input),
        send,
      });
    }, mayGoUnheard),
    ask: (to, toId) => {
      if (asks && !asks.has(to.name)) throw new Error(notDeclared(splitName(agent).type, to.name));
      const callee = agentName(to.name, toId);
      const askFor = async (method: string, given: unknown) => {
        if (chain.includes(callee)) {
          throw new StepFault("cycle", `${[...chain, callee].join(" → ")}: the first would wait for itself`);
        }
        const input = parse(`${to.name}.${method}`, to.commands[method]?.input, given);
        const hash = inputHash(method, input);
        // Copies of this turn's message may be as far apart as its key allows, and so may those of its asks.
        const scope = message.scope && { scope: message.scope };
        const turn = () => ({ callId, agent, message, events: [...record.events] });
        const send = (stepId: string) =>
          world.ask({ ...child(callee, method, input, hash), ...scope, callId: stepId }, turn);
        return steps.taken().call({ kind: "ask", to: callee, method, hash, send });
      };
      return methodsOf(to.commands, (method, given) => mayGoUnheard(askFor(method, given)));
    },
    tell: (to, toId, when = {}) => {
      const target = agentName(to.name, toId);
      return methodsOf(to.commands, (method, given) => {
        const input = parse(`${to.name}.${method}`, to.commands[method]?.input, given);
        const n = steps.taken().number();
        const toldId = when.key
          ? keyedCallId({ kind: "system", id: agent }, target, method, when.key)
          : stepCallId(callId, attempt, n);
        const told = {
          ...child(target, method, input, inputHash(method, input)),
          callId: toldId,
          rootId: toldId,
          chain: [],
          ...(when.key && { scope: "api" as const }),
        };
        out.push({
          line: world.lineOf(target),
          message: { ...told, since: world.now(), ...(when.at && { at: when.at.getTime() }) },
        });
      });
    },
    run: <T>(step: string, effect: (idempotencyKey: string, signal: AbortSignal) => Promise<T>) => {
      const send = async (key: string): Promise<StepAnswer> => {
        const value = toJson(await world.effect(() => effect(key, world.signal), { step, message, trace }));
        return value === undefined ? { kind: "value" } : { kind: "value", value };
      };
      return steps.taken().call({ kind: "run", to: step, method: "run", hash: "", send }) as Promise<T>;
    },
  };
}

const notDeclared = (asker: string, asked: string) =>
  `agent ${asker} asks "${asked}" without saying so: add its contract to the "asks" of the agent`;

/** The attempt may end before the author's code looks at what it has asked for. */
function mayGoUnheard<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => {});
  return promise;
}

/**
 * What an earlier run of a replayed dead letter knows of a step: a finished step with equal callee, method and input is
 * not taken again; an unanswered ask keeps its call id, so that it is not run twice. Each is used once.
 */
function memoryOf(
  prior: readonly TurnEvent[],
  recorded: readonly TurnEvent[],
): (reach: Reach, id: string) => { id: string; answer?: StepAnswer } {
  if (prior.length === 0) return (_reach, id) => ({ id });
  const answers = new Map(prior.flatMap((event) => (event.kind === "answer" ? [[event.n, event.answer]] : [])));
  const used = new Set(recorded.flatMap((event) => (event.kind === "step" ? [event.id] : [])));
  const left = prior.filter((event) => event.kind === "step").filter(({ id }) => !used.has(id));
  return (reach, id) => {
    const at = left.findIndex(
      ({ step, to, method, hash }) =>
        step === reach.kind && to === reach.to && method === reach.method && hash === reach.hash,
    );
    const [before] = at < 0 ? [] : left.splice(at, 1);
    if (!before) return { id };
    const answer = answers.get(before.n);
    if (!answer) return { id: before.id };
    return answer.kind === "ok" || answer.kind === "fail" || answer.kind === "value"
      ? { id: before.id, answer }
      : { id };
  };
}
