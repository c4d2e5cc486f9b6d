"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTRPC, useTRPCClient } from "../../api/api-provider.tsx";
import { ConfirmButton } from "../../ui/confirm-button.tsx";
import { ActionNotice } from "../action-notice.tsx";
import { type Told, useAction } from "../use-action.ts";
import { letterGone, replayLetter } from "./replay-letter.ts";

const discarded: Told = { tone: "good", words: "The dead letter is discarded." };
const pause = () => new Promise<void>((resolve) => setTimeout(resolve, 750));

type Props = { name: { agent: string; callId: string }; isThere: boolean; mayWrite: boolean };

/** Replays or discards a dead letter, each asked about before, and says what came of it. */
export function LetterActions({ name, isThere, mayWrite }: Props) {
  const api = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const { pending, told, notice, run } = useAction();

  const act = (what: string, send: () => Promise<Told>) =>
    run(what, async () => {
      try {
        return await send();
      } finally {
        void queryClient.invalidateQueries(api.admin.deadLetters.count.queryFilter());
      }
    });
  const discard = async (): Promise<Told> =>
    (await client.admin.deadLetters.discard.mutate(name)).ok ? discarded : letterGone;

  return (
    <div className="flex flex-col gap-4 empty:hidden">
      <ActionNotice told={told} notice={notice} />
      {pending === "replay" && (
        <p role="status" className="text-ink-soft">
          Running it again …
        </p>
      )}
      {isThere && mayWrite && (
        <div className="flex flex-wrap gap-3">
          <ConfirmButton
            words="Replay"
            look="primary"
            pending={pending !== null}
            title="Run this command again?"
            keepWords="Leave it"
            onConfirm={() => void act("replay", () => replayLetter(client, name, pause))}
          >
            It runs on what its agent is by now. Steps that were done are not done twice. If it fails again, it comes
            back here.
          </ConfirmButton>
          <ConfirmButton
            words="Discard"
            pending={pending !== null}
            title="Discard this dead letter?"
            keepWords="Keep it"
            onConfirm={() => void act("discard", discard)}
          >
            The command will never run, and what it said is lost. Steps that were done stay done.
          </ConfirmButton>
        </div>
      )}
      {isThere && !mayWrite && (
        <p className="text-ink-soft">Your role may look at dead letters, and neither replay nor discard them.</p>
      )}
    </div>
  );
}
