import { Dropped } from "./control.ts";
import type { Entry } from "./mailbox.ts";
import type { Answer, KeptAnswer, Message } from "./message.ts";
import { nextAttempt } from "./resent-message.ts";
import type { Workplace } from "./workplace.ts";

/** So often a nested turn begins anew where it is; then the turn that asked for it, since that one holds its agent too. */
const triesInPlace = 3;

/** What a turn whose ask was withdrawn answers when it is not itself to begin anew, but one `above` it. */
export function answerForAbove({ chain, attempt = 0 }: Message, above: number): Answer | undefined {
  // taken back from the dead letters, it is a root itself: those above it have ended
  if (chain.length === 0) return undefined;
  return above > 0 || attempt >= triesInPlace ? { kind: "withdrawn", above: Math.max(0, above - 1) } : undefined;
}

type Postponed = { kind: "postponed"; next: Message } | { kind: "answered"; answer: KeptAnswer } | { kind: "closed" };

/** Lets a turn wait, to begin anew with its `next` attempt. Throws `Dropped` when the epoch is over. */
export async function postponeTurn(
  at: Workplace,
  agent: string,
  { message, record }: Entry,
  withdrawn: string,
): Promise<Postponed> {
  const next = nextAttempt(message, withdrawn);
  const { callId, hash } = message;
  const opening = { callId, agent, hash, base: record?.base ?? 0, code: record?.code ?? 1, message: next };
  const postponed = await at.known(() => at.store.postpone(at.fence, opening));
  if (postponed.kind === "not_owner") throw new Dropped("the epoch is over");
  return postponed.kind === "postponed" ? { kind: "postponed", next } : postponed;
}
