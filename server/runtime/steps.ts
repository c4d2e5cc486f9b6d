import { freeze } from "immer";
import { Withdrawn } from "./control.ts";
import { Fault } from "./faults.ts";
import type { Json, StepAnswer, TurnEvent } from "./message.ts";

export type Reach = {
  kind: "query" | "ask" | "run";
  /** The callee `type/id`, or the name of a run. */
  to: string;
  method: string;
  hash: string;
  /** Does it: once dispatched, at once or after its record was written. `id` is the step's call id. */
  send: (id: string) => Promise<StepAnswer>;
};

export interface Steps {
  /** Called by the context: numbers the reach and answers when its turn to be handed over has come. */
  call(reach: Reach): Promise<Json | undefined>;
  /** The next number, for what is identified but not recorded (a tell). */
  number(): number;
  /** Rejects when the attempt cannot go on, whatever the author's code still waits for. */
  readonly aborted: Promise<never>;
  /** Ends the attempt from outside. */
  stop(error: unknown): void;
  /** Resolves when every step that was called has settled. */
  settled(): Promise<void>;
  /** Ends the attempt: later calls are errors. Throws `turn_diverged` if a recorded step was not taken. */
  end(outcomeReached: boolean): void;
}

type Called = Reach & {
  n: number;
  id: string;
  recorded: boolean;
  resolve: (value: Json | undefined) => void;
  reject: (error: unknown) => void;
};

type Options = {
  /** What an earlier attempt wrote down. */
  recorded: readonly TurnEvent[];
  idOf: (n: number) => string;
  /** What an answer from before the replay of a dead letter says for the same step, if anything. */
  remembered: (reach: Reach, id: string) => { id: string; answer?: StepAnswer };
  /** The turns before this one commit before anything is reached. */
  beforeReach: () => Promise<void>;
  write: (events: TurnEvent[]) => Promise<void>;
  /** All microtasks that now wait have run. */
  settle: () => Promise<void>;
  describeCode: () => string;
};

/**
 * Makes concurrent code repeat exactly: reaches are numbered as they are called, their answers are handed over one at a
 * time with all microtasks run in between, and the order of handing is what the record keeps. A repeat hands recorded
 * answers over in the recorded order before it lets anything new arrive. (The idea is deterministic replay as in
 * durable execution engines; the single-file hand-over is what extends it to `Promise.all`.)
 */
export function createSteps(options: Options): Steps {
  const { recorded, write, settle } = options;
  const stepEvents = new Map(recorded.flatMap((event) => (event.kind === "step" ? [[event.n, event]] : [])));
  const replay = recorded.filter((event) => event.kind !== "step");
  const untaken = new Set(stepEvents.keys());
  const waiting = new Map<number, Called>();
  let fresh: Called[] = [];
  let unwritten: TurnEvent[] = [];
  const arrived: { call: Called; answer?: StepAnswer; error?: unknown }[] = [];
  /** Steps that have left, in this attempt or before. */
  let left = stepEvents.size;
  let next = 0;
  let pumping = false;
  let ended = false;
  let onProgress: (() => void) | undefined;
  const abort = Promise.withResolvers<never>();
  abort.promise.catch(() => {});

  function call(reach: Reach): Promise<Json | undefined> {
    if (ended) return Promise.reject(deadContext());
    const n = next++;
    const { promise, resolve, reject } = Promise.withResolvers<Json | undefined>();
    // The attempt may end before the author's code looks at this promise.
    promise.catch(() => {});
    const written = stepEvents.get(n);
    const called: Called = {
      ...reach,
      n,
      id: written?.id ?? options.idOf(n),
      recorded: written !== undefined,
      resolve,
      reject,
    };
    if (diverges(called, written)) {
      fail(diverged(`step ${n} is now ${label(called)}`, written));
      return promise;
    }
    untaken.delete(n);
    waiting.set(n, called);
    fresh.push(called);
    if (!pumping) pump().catch(fail);
    return promise;
  }

  function diverges(called: Called, written: TurnEvent | undefined): boolean {
    const query = replay.find((event) => event.n === called.n && event.kind === "query");
    const before = written ?? query;
    if (!before) return called.kind !== "query" && replay.length > 0;
    const kind = before.kind === "step" ? before.step : "query";
    return kind !== called.kind || (before.kind !== "answer" && !sameReach(before, called));
  }

  async function pump(): Promise<void> {
    pumping = true;
    // Steps called in one go are written in one go.
    await null;
    while (!ended) {
      if (fresh.length > 0) await dispatch();
      else if (replay.length > 0) {
        if ((await handRecorded()) === "nobody asks") break;
      } else if (arrived.length > 0) await handArrived();
      else break;
    }
    pumping = false;
  }

  async function dispatch(): Promise<void> {
    const calls = fresh;
    fresh = [];
    await options.beforeReach();
    const answeredBefore = new Set(replay.map(({ n }) => n));
    const steps = calls.filter(({ kind, recorded }) => kind !== "query" && !recorded);
    const before = new Map(steps.map((step) => [step.n, options.remembered(step, step.id)]));
    for (const step of steps) step.id = before.get(step.n)?.id ?? step.id;
    if (steps.length > 0) await writeDown(steps.map(stepEvent));
    left += steps.length;
    for (const each of calls) {
      if (answeredBefore.has(each.n)) continue;
      const answer = before.get(each.n)?.answer;
      if (answer) arrive({ call: each, answer });
      else
        each.send(each.id).then(
          (sent) => arrive({ call: each, answer: sent }),
          (error) => arrive({ call: each, error }),
        );
    }
  }

  function arrive(arrival: (typeof arrived)[number]): void {
    if (ended) return;
    arrived.push(arrival);
    if (!pumping) pump().catch(fail);
  }

  async function handRecorded(): Promise<"nobody asks" | undefined> {
    await settle();
    if (fresh.length > 0 || ended) return undefined;
    // The code is busy with something that is no step, or has ended: its next call goes on here.
    if (waiting.size === 0) return "nobody asks";
    const event = replay.shift();
    const call = event && waiting.get(event.n);
    if (!event || !call)
      throw diverged(
        `the answer of step ${event?.n} has come, but it was not called`,
        event && stepEvents.get(event.n),
      );
    if (event.kind === "query") handQuery(call, event);
    else hand(call, event.answer);
    await settle();
    return undefined;
  }

  async function handArrived(): Promise<void> {
    const arrival = arrived.shift();
    if (!arrival) return;
    const { call, answer, error } = arrival;
    if (call.kind === "query") {
      const event = queryEvent(call, answer, error);
      unwritten.push(event);
      handQuery(call, event);
    } else if (answer?.kind === "withdrawn" && left === 1) return fail(new Withdrawn(call.id, answer.above));
    else if (answer) {
      const final = answer.kind === "withdrawn" ? circled(call) : answer;
      await writeDown([{ kind: "answer", n: call.n, answer: final }]);
      hand(call, final);
    } else settleCall(call, () => call.reject(error));
    await settle();
  }

  async function writeDown(events: TurnEvent[]): Promise<void> {
    const all = [...unwritten, ...events];
    unwritten = [];
    await write(all);
  }

  function hand(call: Called, answer: StepAnswer): void {
    // The record holds the same object: what the author's code did to it would show in the next attempt.
    freeze(answer, true);
    settleCall(call, () => {
      if (answer.kind === "ok" || answer.kind === "value")
        call.resolve(call.kind === "ask" ? asResult(answer) : answer.value);
      else if (answer.kind === "fail") call.resolve(asResult(answer));
      else call.reject(stepFault(call, answer));
    });
  }

  function handQuery(call: Called, event: QueryEvent): void {
    freeze(event, true);
    settleCall(call, () => {
      if (event.error === undefined) call.resolve(event.value);
      else call.reject(new Error(event.error));
    });
  }

  function settleCall(call: Called, then: () => void): void {
    waiting.delete(call.n);
    then();
    onProgress?.();
  }

  function fail(error: unknown): void {
    ended = true;
    abort.reject(error);
  }

  function diverged(what: string, written: TurnEvent | undefined): Fault {
    const was = written?.kind === "step" ? `${written.step} ${written.to}.${written.method}` : "another";
    return new Fault("turn_diverged", `${what}; the record says ${was} (${options.describeCode()})`);
  }

  return {
    call,
    number() {
      if (ended) throw deadContext();
      return next++;
    },
    aborted: abort.promise,
    stop: fail,
    async settled() {
      const open = () => [...waiting.values()].some(({ kind }) => kind !== "query");
      while (open()) {
        const progress = Promise.withResolvers<void>();
        onProgress = progress.resolve;
        await Promise.race([progress.promise, abort.promise]);
      }
    },
    end(outcomeReached) {
      ended = true;
      const [left] = untaken;
      if (outcomeReached && left !== undefined) throw diverged(`step ${left} was not taken`, stepEvents.get(left));
    },
  };
}

const deadContext = () => new Error("this turn's attempt has ended; its context is dead");

const label = ({ kind, to, method }: Reach): string => `${kind} ${to}.${method}`;

const sameReach = (
  a: { to: string; method: string; hash: string },
  b: { to: string; method: string; hash: string },
): boolean => a.to === b.to && a.method === b.method && a.hash === b.hash;

const stepEvent = ({ n, id, kind, to, method, hash }: Called): TurnEvent => ({
  kind: "step",
  n,
  id,
  step: kind === "run" ? "run" : "ask",
  to,
  method,
  hash,
});

type QueryEvent = Extract<TurnEvent, { kind: "query" }>;

/** What a query threw is written down too: code that catches it must catch it again. */
const queryEvent = ({ n, to, method, hash }: Called, answer: StepAnswer | undefined, error: unknown): QueryEvent => ({
  kind: "query",
  n,
  to,
  method,
  hash,
  value: answer?.kind === "value" ? answer.value : undefined,
  ...(answer === undefined && { error: error instanceof Error ? error.message : String(error) }),
});

function asResult(answer: StepAnswer): Json {
  if (answer.kind === "fail") {
    const { code, detail } = answer;
    return { ok: false, error: detail === undefined ? { code } : { code, detail } };
  }
  const value = answer.kind === "ok" ? answer.value : undefined;
  return value === undefined ? { ok: true } : { ok: true, value };
}

/** What else the turn has asked for is done, so it cannot begin anew. */
const circled = (call: Called): StepAnswer => ({
  kind: "fault",
  code: "cycle",
  message: `${label(call)} was withdrawn: turns waited for each other in a circle`,
});

/** A step ended without an outcome for good: thrown into the turn, and never worth another attempt. */
export class StepFault extends Fault {
  override name = "StepFault";
}

function stepFault(call: Called, answer: StepAnswer): StepFault {
  if (answer.kind === "fault") return new StepFault(answer.code, answer.message);
  if (answer.kind === "cancelled") return new StepFault("cancelled", `${label(call)} was cancelled`);
  const why = answer.kind === "dead_lettered" ? `: ${answer.error}` : "";
  return new StepFault("dead_lettered", `${label(call)} is a dead letter${why}`);
}
