import type { Caller } from "#runtime/contract.ts";
import type { TurnEvent } from "#runtime/message.ts";
import type { DeadLetter } from "#runtime/ports.ts";
import type { Who } from "../../../people.ts";

type Step = { n: number; to: string; method: string; outcome: "done" | "refused" | "failed" | "unknown" };

const outcomes = { ok: "done", value: "done", fail: "refused" } as const;

/** What the turn had asked of others, in the order of its calls. */
export function stepsOf(events: readonly TurnEvent[]): Step[] {
  const answers = new Map(events.flatMap((event) => (event.kind === "answer" ? [[event.n, event.answer.kind]] : [])));
  return events.flatMap((event) => {
    if (event.kind !== "step") return [];
    const answer = answers.get(event.n);
    const outcome = answer === undefined ? "unknown" : answer in outcomes ? outcomes[answer as "ok"] : "failed";
    return [{ n: event.n, to: event.to, method: event.method, outcome }];
  });
}

/** A letter in a list. What it holds of a person is not in it. */
export function letterSummary(letter: DeadLetter, whoIs: (caller: Caller) => Who) {
  const { message, error, reason, at, events } = letter;
  const { agent, callId, method, caller, attempt = 0 } = message;
  const steps = stepsOf(events.length > 0 ? events : (message.prior ?? []));
  return {
    agent,
    callId,
    method,
    who: whoIs(caller),
    at: new Date(at).toISOString(),
    reason,
    error,
    replays: attempt,
    steps: { called: steps.length, done: steps.filter(({ outcome }) => outcome === "done").length },
  };
}
