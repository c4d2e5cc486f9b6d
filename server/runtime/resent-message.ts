import type { Message, TurnEvent } from "./message.ts";
import type { DeadLetter, OutboxEntry } from "./ports.ts";
import { copiesWithin } from "./retention.ts";

/** A parked message as it leaves at `now`: its time is when it fires, and it is as old as that. */
export function wokenMessage(message: Message, now: number): Message {
  const { at, ...rest } = message;
  return { ...rest, since: now, stamp: now, ...(at === undefined ? {} : { scheduledFor: at }) };
}

/** A message as it leaves the outbox: as old as its entry, since what told it is over. */
export function relayedMessage({ message, at }: Pick<OutboxEntry, "message" | "at">): Message {
  return hasUnansweredAsk(message.prior) ? message : { ...message, since: at };
}

/**
 * A dead letter's message as it is tried again: nobody waits for it any more, and its old turn's events come with it.
 * An unanswered ask is asked again under its call id, so its answer must not be forgotten: unless a copy may come as late
 * as this, the message stays as old as it was. So is an ask that became a dead letter and was `replayed` itself.
 */
export function replayedMessage(letter: DeadLetter, stamp: number, replayed: readonly string[] = []): Message {
  const { deadline, reply, prior: _, ...rest } = letter.message;
  const events = withoutAnswers(eventsOf(letter), replayed);
  const attempt = (rest.attempt ?? 0) + 1;
  const isCopy = hasUnansweredAsk(events) && stamp - rest.since > copiesWithin(rest.scope);
  const since = isCopy ? rest.since : stamp;
  return { ...rest, chain: [], attempt, since, stamp, ...(events.length > 0 ? { prior: events } : {}) };
}

/**
 * A message whose turn begins anew since what it asked for was withdrawn: it must not ask under that call id again. It has
 * begun already, so no deadline ends it.
 */
export function nextAttempt(message: Message, withdrawn: string): Message {
  const { prior, deadline: _, ...rest } = message;
  const kept = prior?.filter((event) => event.kind !== "step" || event.id !== withdrawn);
  return { ...rest, attempt: (rest.attempt ?? 0) + 1, ...(kept && { prior: kept }) };
}

/** What the letter's turn had written down, or the one before it where it came to nothing. */
export const eventsOf = ({ events, message }: DeadLetter): readonly TurnEvent[] =>
  events.length > 0 ? events : (message.prior ?? []);

function withoutAnswers(events: readonly TurnEvent[], asks: readonly string[]): TurnEvent[] {
  const steps = events.flatMap((event) => (event.kind === "step" && asks.includes(event.id) ? [event.n] : []));
  return events.filter((event) => event.kind !== "answer" || !steps.includes(event.n));
}

function hasUnansweredAsk(events: readonly TurnEvent[] = []): boolean {
  const answered = new Set(events.flatMap((event) => (event.kind === "answer" ? [event.n] : [])));
  return events.some((event) => event.kind === "step" && event.step === "ask" && !answered.has(event.n));
}
