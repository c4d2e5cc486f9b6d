import type { Message } from "./message.ts";
import type { DeadLetter } from "./ports.ts";

/** A parked message as it leaves at `now`: its time is when it fires, and it is as old as that. */
export function wokenMessage(message: Message, now: number): Message {
  const { at, ...rest } = message;
  return { ...rest, since: now, stamp: now, ...(at === undefined ? {} : { scheduledFor: at }) };
}

/** A dead letter's message as it is tried again: nobody waits for it any more, and its old turn's events come with it. */
export function replayedMessage(letter: DeadLetter, stamp: number): Message {
  const { deadline, reply, prior, ...rest } = letter.message;
  const events = letter.events.length > 0 ? letter.events : (prior ?? []);
  const attempt = (rest.attempt ?? 0) + 1;
  return { ...rest, chain: [], attempt, since: stamp, stamp, ...(events.length > 0 ? { prior: events } : {}) };
}
