"use client";

import type { inferRouterOutputs } from "@trpc/server";
import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import type { RevisedPricing } from "#agents/pricing/pricing.contract.ts";
import { changesBetween, listsOf, type PriceKind, type RowChange, rebased } from "#lib/price-changes.ts";
import type { AppRouter } from "#server/api/root.ts";
import { useTRPCClient } from "../../api/api-provider.tsx";
import { faultWords } from "../../api/fault-words.ts";
import { useIntentions } from "../../api/use-intentions.ts";
import { type DraftErrors, type DraftRow, draftOf, draftOfLists, readDraft } from "./draft-prices.ts";

type Outputs = inferRouterOutputs<AppRouter>["admin"]["prices"];
export type Prices = Pick<NonNullable<Outputs["get"]>, "productId" | "revision" | "pricing">;
export type Preview = Extract<Outputs["preview"], { ok: true }>["value"];
type Lists = ReturnType<typeof listsOf>;
/** What others saved since these prices were read. */
type Conflict = { changes: RowChange[]; present: RevisedPricing; mine: Lists };

/** Where the editor is: nothing is saved that was not shown before. */
export type Stage =
  | { name: "editing"; saved: boolean }
  | { name: "previewed"; preview: Preview; lists: Lists }
  | { name: "changed"; conflict: Conflict };

const none: Lists = { msrpPrices: [], listPrices: [], salePrices: [] };
const editing: Stage = { name: "editing", saved: false };

/** Typing a product's prices, looking at what would change, and saving exactly that. */
export function usePricesEditor({ productId, revision, pricing }: Prices) {
  const client = useTRPCClient();
  const router = useRouter();
  const intentions = useIntentions();
  const [base, setBase] = useState({ revision, lists: pricing ?? none });
  const [draft, setDraft] = useState(() => draftOfLists(pricing ?? none));
  const [errors, setErrors] = useState<DraftErrors>({});
  /** How often something was wrong with what was typed. */
  const [misses, setMisses] = useState(0);
  const [stage, setStage] = useState<Stage>(editing);
  const [problem, setProblem] = useState<string | null>(null);
  const [pending, setPending] = useState(false);
  // a second click comes before React has painted the first
  const under = useRef(false);

  const type = (next: (rows: DraftRow[]) => DraftRow[]) => {
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

  const changed = (present: RevisedPricing, mine: Lists) => {
    const changes = changesBetween(base.lists, present.pricing ?? none);
    setStage({ name: "changed", conflict: { changes, present, mine } });
  };

  const look = (lists: Lists, on: number) =>
    once(async () => {
      const answer = await client.admin.prices.preview.mutate({ productId, revision: on, ...lists });
      if (answer.ok) setStage({ name: "previewed", preview: answer.value, lists });
      else changed(answer.error.detail, lists);
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
    preview: async () => {
      const read = readDraft(draft);
      setErrors(read.ok ? {} : read.error);
      if (read.ok) await look(listsOf(read.value), base.revision);
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
        if (!answer.ok) return changed(answer.error.detail, lists);
        setBase({ revision: answer.value, lists });
        setDraft(draftOfLists(lists));
        setStage({ name: "editing", saved: true });
        router.refresh();
      }),
    goOn: () => setStage(editing),
    /** What was typed, on the prices of now. */
    keepMine: async ({ present, mine }: Conflict) => {
      const rows = rebased(base.lists, mine, present.pricing ?? none);
      setBase({ revision: present.revision, lists: present.pricing ?? none });
      setDraft(draftOf(rows));
      router.refresh();
      await look(listsOf(rows), present.revision);
    },
    takeTheirs: ({ present }: Conflict) => {
      setBase({ revision: present.revision, lists: present.pricing ?? none });
      setDraft(draftOfLists(present.pricing ?? none));
      setStage(editing);
      router.refresh();
    },
  };
}
