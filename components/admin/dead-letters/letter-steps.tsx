import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "#server/api/root.ts";

type Steps = inferRouterOutputs<AppRouter>["admin"]["deadLetters"]["get"]["steps"];

const outcomes: Record<Steps[number]["outcome"], string> = {
  done: "done, and not done again by a replay",
  refused: "refused",
  failed: "failed",
  unknown: "not answered",
};

/** What a turn had asked of others before it failed. */
export function LetterSteps({ steps }: { steps: Steps }) {
  return (
    <section aria-labelledby="steps">
      <h2 id="steps" className="mb-2 text-xl">
        Steps of its last turn
      </h2>
      {steps.length === 0 ? (
        <p className="text-ink-soft">None had begun: nothing was changed anywhere.</p>
      ) : (
        <ol className="list-decimal pl-6">
          {steps.map(({ n, to, method, outcome }) => (
            <li key={n} className="wrap-anywhere">
              <span className="font-medium">
                {to}
                {method !== "" && `.${method}`}
              </span>
              : {outcomes[outcome]}
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
