import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "#server/api/root.ts";
import { shownMinute } from "../../shop/shown.ts";
import { Notice } from "../../ui/notice.tsx";
import { Fact, Facts } from "../facts.tsx";
import { ScrollRegion } from "../scroll-region.tsx";
import { whoWords } from "../who-words.ts";
import { LetterSteps } from "./letter-steps.tsx";
import { reasonWords } from "./reason-words.ts";

type Letter = inferRouterOutputs<AppRouter>["admin"]["deadLetters"]["get"];

/** All that a dead letter says. */
export function LetterView({ letter }: { letter: Letter }) {
  const { agent, callId, method, who, at, sentAt, reason, error, replays, chain, steps, input } = letter;
  return (
    <div className="grid gap-8 lg:grid-cols-[minmax(0,1fr)_22rem] lg:gap-12">
      <div className="flex min-w-0 flex-col gap-6">
        <Notice tone="wrong">
          <p className="font-medium">{reasonWords(reason)}</p>
          <p className="wrap-anywhere">{error}</p>
        </Notice>
        <LetterSteps steps={steps} />
        <section aria-labelledby="input">
          <h2 id="input" className="mb-2 text-xl">
            What it was told
          </h2>
          <ScrollRegion label="Input">
            <pre className="p-4 text-sm">{JSON.stringify(input, null, 2)}</pre>
          </ScrollRegion>
        </section>
      </div>
      <Facts>
        <Fact name="Agent">{agent}</Fact>
        <Fact name="Command">{method}</Fact>
        <Fact name="Sent">
          {shownMinute(sentAt)} by {whoWords(who)}
        </Fact>
        <Fact name="Given up">{shownMinute(at)}</Fact>
        <Fact name="Replayed">{replays === 0 ? "Never" : replays === 1 ? "Once" : `${replays} times`}</Fact>
        {chain.length > 0 && <Fact name="Asked for by">{chain.join(" → ")}</Fact>}
        <Fact name="Call id">{callId}</Fact>
      </Facts>
    </div>
  );
}
