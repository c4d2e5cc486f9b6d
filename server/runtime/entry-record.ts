import { releaseJobs } from "./answering.ts";
import type { Entry } from "./mailbox.ts";
import type { OpenTurn } from "./ports.ts";
import { createTurnRecord, type TurnRecord } from "./turn-record.ts";
import type { Workplace } from "./workplace.ts";

/** The turn record of a message in its mailbox: from its opening on it owns the message, and the jobs are done. */
export function recordFor(at: Workplace, entry: Entry, found?: OpenTurn): TurnRecord {
  const { store, fence, known } = at;
  const { message } = entry;
  return createTurnRecord({
    store,
    fence,
    message,
    known,
    onOpen: async () => {
      releaseJobs(entry);
      await at.failpoint("after-turn-record", message.agent);
    },
    found,
  });
}
