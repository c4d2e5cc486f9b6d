import type { inferRouterOutputs } from "@trpc/server";
import Link from "next/link";
import type { AppRouter } from "#server/api/root.ts";
import { shownMinute } from "../../shop/shown.ts";
import { whoWords } from "../who-words.ts";
import { letterAddress } from "./letter-address.ts";

type Letter = inferRouterOutputs<AppRouter>["admin"]["deadLetters"]["list"]["letters"][number];

/** Dead letters, the one that waits longest first. */
export function LettersList({ letters }: { letters: readonly Letter[] }) {
  return (
    <ul aria-label="Dead letters" className="divide-y divide-rule rounded-xl border border-rule bg-shelf">
      {letters.map((letter) => (
        <li
          key={`${letter.agent} ${letter.callId}`}
          className="relative grid gap-x-6 gap-y-1 px-3 py-3 hover:bg-sunken sm:px-4 md:grid-cols-[minmax(0,2fr)_minmax(0,3fr)_16rem]"
        >
          <div className="min-w-0">
            <Link
              href={letterAddress(letter)}
              prefetch={false}
              className="flex min-h-11 flex-col justify-center after:absolute after:inset-0"
            >
              <span className="font-medium wrap-anywhere">{letter.method}</span>
              <span className="figures text-sm break-all text-ink-soft">{letter.agent}</span>
            </Link>
          </div>
          <div className="min-w-0 self-center">
            <p className="line-clamp-2 wrap-anywhere text-brick">{letter.error}</p>
            <p className="text-sm text-ink-soft">{progressWords(letter)}</p>
          </div>
          <div className="figures self-center text-sm text-ink-soft">
            <time dateTime={letter.at}>{shownMinute(letter.at)}</time>
            <p className="wrap-anywhere">by {whoWords(letter.who)}</p>
          </div>
        </li>
      ))}
    </ul>
  );
}

function progressWords({ steps, replays }: Pick<Letter, "steps" | "replays">): string {
  const done = steps.called === 0 ? "No step begun" : `${steps.done} of ${steps.called} steps done`;
  return replays === 0 ? done : `${done}, replayed ${replays === 1 ? "once" : `${replays} times`}`;
}
