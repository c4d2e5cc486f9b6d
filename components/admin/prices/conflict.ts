import { changesBetween, type listsOf, type PriceRow, type RowChange, rebased } from "#lib/price-changes.ts";

export type Lists = ReturnType<typeof listsOf>;
type Answered = { revision: number; pricing: Lists | null };
/** Prices as they were read, for what is typed to be told from. */
export type Base = { revision: number; lists: Lists };
/** What others saved since the prices were read that were being changed. */
export type Conflict = { base: Lists; mine: Lists; present: Base; changes: RowChange[] };

const none: Lists = { msrpPrices: [], listPrices: [], salePrices: [] };

export const baseOf = ({ revision, pricing }: Answered): Base => ({ revision, lists: pricing ?? none });

export function conflictOf(base: Base, mine: Lists, answered: Answered): Conflict {
  const present = baseOf(answered);
  return { base: base.lists, mine, present, changes: changesBetween(base.lists, present.lists) };
}

/** What was typed, on the prices of now; the same however often it is asked for. */
export const keptMine = ({ base, mine, present }: Conflict): PriceRow[] => rebased(base, mine, present.lists);
