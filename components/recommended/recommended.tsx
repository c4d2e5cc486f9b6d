"use client";

import { Button } from "../ui/button.tsx";
import { Notice } from "../ui/notice.tsx";
import { RecommendedItem } from "./recommended-item.tsx";
import { type Picked, recommendedWords } from "./recommended-words.ts";
import { useRecommended } from "./use-recommended.ts";

type Props = {
  initial: Picked;
  /** When the order was placed that the recommendations should know of. */
  after?: string;
  className?: string;
};

const places = ["first", "second", "third", "fourth"];

/** What the shopper may like next, why, and who chose it; the places are there before the products are. */
export function Recommended({ initial, after, className }: Props) {
  const { picked, working, again, problem } = useRecommended(initial, after);
  const items = picked?.items ?? [];
  return (
    <section aria-labelledby="picked" className={className}>
      <div className="mb-5 flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
        <div>
          <h2 id="picked" className="text-2xl sm:text-3xl">
            Picked for you
          </h2>
          <p role="status" className="text-sm text-ink-soft">
            {recommendedWords(picked, working)}
          </p>
        </div>
        <Button onClick={again} pending={working}>
          Recommend again
        </Button>
      </div>
      {problem !== null && (
        <Notice tone="wrong" role="alert" className="mb-5">
          {problem}
        </Notice>
      )}
      <ul aria-busy={working} className="grid gap-4 md:grid-cols-2 sm:gap-6">
        {items.map((item) => (
          <li key={item.product.productId}>
            <RecommendedItem item={item} />
          </li>
        ))}
        {working &&
          items.length === 0 &&
          places.map((place) => (
            <li
              key={place}
              aria-hidden="true"
              className="min-h-48 rounded-2xl border border-rule bg-sunken/60 md:min-h-44"
            />
          ))}
      </ul>
    </section>
  );
}
