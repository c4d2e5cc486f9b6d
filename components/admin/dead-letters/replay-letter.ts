import type { TRPCClient } from "@trpc/client";
import type { AppRouter } from "#server/api/root.ts";
import type { Told } from "../use-action.ts";

type Client = TRPCClient<AppRouter>;
type LetterName = { agent: string; callId: string };
type Looked = Awaited<ReturnType<Client["admin"]["deadLetters"]["outcome"]["query"]>> | "failed";
type Outcome = Exclude<Looked, null | "failed" | { kind: "under_way" }>;

/** How often it is looked whether a replayed command has ended, with a pause before each look. */
const looks = 40;

export const letterGone: Told = {
  tone: "hint",
  words: "This is no dead letter any more: somebody has replayed or discarded it meanwhile.",
};

const letterTooOld: Told = {
  tone: "wrong",
  words:
    "It is too old to be replayed: nobody knows any more whether it or what it asked for ran. Look, then discard it.",
};

/** Has a dead letter run again and waits a while for how that goes. */
export async function replayLetter(client: Client, name: LetterName, pause: () => Promise<void>): Promise<Told> {
  const taken = await client.admin.deadLetters.replay.mutate(name);
  if (!taken.ok) return taken.error.code === "letter_too_old" ? letterTooOld : letterGone;
  let looked: Looked = null;
  for (let look = 0; look < looks; look++) {
    await pause();
    // it runs, whether or not it can be looked at
    looked = await client.admin.deadLetters.outcome.query(name).catch(() => "failed" as const);
    if (looked !== null && looked !== "failed" && looked.kind !== "under_way") return outcomeWords(looked);
  }
  if (looked === "failed") return { tone: "hint", words: "It runs again. How that went is not known yet.", open: true };
  return { tone: "hint", words: "It has not ended yet. It is a dead letter again if it fails.", open: true };
}

function outcomeWords(outcome: Outcome): Told {
  switch (outcome.kind) {
    case "ok": {
      const answer = outcome.value === undefined ? "" : ` Its answer: ${JSON.stringify(outcome.value)}`;
      return { tone: "good", words: `It ran.${answer}` };
    }
    case "fail":
      return { tone: "hint", words: `It ran and was refused: ${outcome.code}. Nothing was changed.` };
    case "cancelled":
      return { tone: "hint", words: "It was cancelled before it ran." };
    case "withdrawn":
      return { tone: "hint", words: "Whoever asked for it took it back before it ran." };
    case "dead_lettered":
      return { tone: "wrong", words: `It failed again and is a dead letter again: ${outcome.error}` };
  }
}
