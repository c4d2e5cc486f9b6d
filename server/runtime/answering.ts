import { Dropped } from "./control.ts";
import { repliesOf } from "./group.ts";
import { agreed } from "./kept-answer.ts";
import type { Entry, Mailbox } from "./mailbox.ts";
import type { Answer, Refused } from "./message.ts";
import type { DeadLetter } from "./ports.ts";
import type { Workplace } from "./workplace.ts";

/** How the messages of one mailbox leave it. */
export interface Answering {
  /** Forgets the message and answers whoever waits for it; the first so many have it from the commit's script. */
  settle(entry: Entry, answer: Answer | Refused, told?: number): void;
  /** Makes a dead letter of the message, unless it is answered meanwhile. Throws `Dropped` when the epoch is over. */
  bury(entry: Entry, reason: string, error: unknown): Promise<void>;
}

export function createAnswering(agent: string, box: Mailbox, at: Workplace): Answering {
  const settle: Answering["settle"] = (entry, answer, told = 0) => {
    const { message } = entry;
    box.remove(entry);
    releaseJobs(entry);
    for (const [i, waiter] of entry.waiters.entries()) {
      if ("tell" in waiter) waiter.tell(answer);
      else if (i >= told || at.isLocal(waiter.channel)) at.reply(waiter.channel, message, answer);
    }
  };

  return {
    settle,
    async bury(entry, reason, error) {
      const { message } = entry;
      const { callId, hash, method } = message;
      const text = error instanceof Error ? error.message : String(error);
      const answer: Answer = { kind: "dead_lettered", error: text };
      const events = [...(entry.record?.events ?? [])];
      const letter: DeadLetter = { message, error: text, reason, at: at.clock.now(), events };
      const told = entry.waiters.length;
      const replies = repliesOf([{ entry, answer }], at.isLocal);
      const buried = await at.known(() => at.store.bury(at.fence, letter, replies));
      if (buried.kind === "not_owner") throw new Dropped("the epoch is over");
      if (buried.kind === "answered") return settle(entry, agreed(buried.answer, hash));
      at.log("error", "a command became a dead letter", { agent, callId, method, trace: message.trace, reason, error });
      settle(entry, answer, told);
    },
  };
}

/** The message needs its jobs no more. */
export function releaseJobs(entry: Entry): void {
  for (const share of entry.jobs.splice(0)) share();
}
