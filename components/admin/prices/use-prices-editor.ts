"use client";

import type { inferRouterOutputs } from "@trpc/server";
import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import type { RevisedPricing } from "#agents/pricing/pricing.contract.ts";
import { listsOf, type PriceKind } from "#lib/price-changes.ts";
import type { AppRouter } from "#server/api/root.ts";
import { useTRPCClient } from "../../api/api-provider.tsx";
import { faultWords } from "../../api/fault-words.ts";
import { useIntentions } from "../../api/use-intentions.ts";
import { type Base, baseOf, type Conflict, conflictOf, keptMine, type Lists } from "./conflict.ts";
import { type DraftErrors, type DraftRow, draftOf, draftOfLists, readDraft } from "./draft-prices.ts";
import { bothWrong } from "./half-typed.ts";

type Outputs = inferRouterOutputs<AppRouter>["admin"]["prices"];
export type Prices = Pick<NonNullable<Outputs["get"]>, "productId" | "revision" | "pricing">;
export type Preview = Extract<Outputs["preview"], { ok: true }>["value"];

/** Where the editor is: nothing is saved that was not shown before. */
export type Stage =
  | { name: "editing"; saved: boolean }
  | { name: "previewed"; preview: Preview; lists: Lists }
  | { name: "changed"; conflict: Conflict };

const editing: Stage = { name: "editing", saved: false };

/** Typing a product's prices, looking at what would change, and saving exactly that. */
export function usePricesEditor({ productId, ...read }: Prices) {
  const client = useTRPCClient();
  const router = useRouter();
  const intentions = useIntentions();
  const [base, setBase] = useState(() => baseOf(read));
  const [draft, setDraft] = useState(() => draftOfLists(base.lists));
  const [errors, setErrors] = useState<DraftErrors>({});
  /** How often something was wrong with what was typed. */
  const [misses, setMisses] = useState(0);
  const [stage, setStage] = useState<Stage>(editing);
  const [problem, setProblem] = useState<string | null>(null);
  const [pending, setPending] = useState(false);
  // a second click comes before React has painted the first
  const under = useRef(false);

  /** How often something was typed. */
  const typings = useRef(0);

  const type = (next: (rows: DraftRow[]) => DraftRow[]) => {
    typings.current++;
    setDraft(next);
    setStage(editing);
  };

  async function once(act: () => Promise<void>): Promise<void> {
    if (under.current) return;
    under.current = true;
    setPending(true);
    setProblem(null);
    await act().catch((error: unknown) => setProblem(faultWords(error)));
    under.current = false;
    setPending(false);
  }

  const changed = (on: Base, mine: Lists, present: RevisedPricing) =>
    setStage({ name: "changed", conflict: conflictOf(on, mine, present) });

  const look = (lists: Lists, on: Base) =>
    once(async () => {
      const typedBefore = typings.current;
      const answer = await client.admin.prices.preview.mutate({ productId, revision: on.revision, ...lists });
      // it is about other prices than those that stand there now
      if (typings.current !== typedBefore) return;
      if (answer.ok) setStage({ name: "previewed", preview: answer.value, lists });
      else changed(on, lists, answer.error.detail);
    });

  return {
    draft,
    errors,
    misses,
    stage,
    problem,
    pending,
    change: (id: number, to: Partial<DraftRow>) => {
      type((rows) => rows.map((row) => (row.id === id ? { ...row, ...to } : row)));
      setErrors(({ [id]: _, ...rest }) => rest);
    },
    remove: (id: number) => type((rows) => rows.filter((row) => row.id !== id)),
    add: (kind: PriceKind) =>
      type((rows) => [
        ...rows,
        {
          id: Math.max(-1, ...rows.map((row) => row.id)) + 1,
          kind,
          currency: "USD",
          region: "global",
          amount: "",
          start: null,
          end: null,
        },
      ]),
    /** Given what is wrong with fields that say nothing of it by their value. */
    preview: async (half: DraftErrors) => {
      const read = readDraft(draft);
      const wrong = bothWrong(read.ok ? {} : read.error, half);
      setErrors(wrong);
      if (read.ok && Object.keys(wrong).length === 0) await look(listsOf(read.value), base);
      else setMisses((count) => count + 1);
    },
    save: (preview: Preview, lists: Lists) =>
      once(async () => {
        const intention = `revise ${productId} ${preview.digest}`;
        const key = intentions().keyOf(intention);
        const answer = await client.admin.prices.revise.mutate({
          productId,
          revision: preview.revision,
          ...lists,
          key,
        });
        intentions().answered(intention);
        if (!answer.ok) return changed(base, lists, answer.error.detail);
        setBase({ revision: answer.value, lists });
        setDraft(draftOfLists(lists));
        setStage({ name: "editing", saved: true });
        router.refresh();
      }),
    goOn: () => setStage(editing),
    keepMine: async (conflict: Conflict) => {
      const rows = keptMine(conflict);
      setBase(conflict.present);
      setDraft(draftOf(rows));
      router.refresh();
      await look(listsOf(rows), conflict.present);
    },
    takeTheirs: ({ present }: Conflict) => {
      setBase(present);
      setDraft(draftOfLists(present.lists));
      setStage(editing);
      router.refresh();
    },
  };
}
