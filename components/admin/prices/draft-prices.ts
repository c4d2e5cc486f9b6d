import { decimalsOf } from "#lib/currency.ts";
import { parseMoney, toDecimal } from "#lib/money.ts";
import { keyOfRow, type PriceKind, type PriceRow, rowsOf } from "#lib/price-changes.ts";
import type { PriceLists } from "#lib/price-choice.ts";
import type { Result } from "#lib/result.ts";

/** A price as it is being typed. */
export type DraftRow = {
  /** Its place in the form; means nothing elsewhere. */
  id: number;
  kind: PriceKind;
  currency: string;
  region: string;
  amount: string;
  start: string | null;
  end: string | null;
};
export type DraftField = "currency" | "region" | "amount" | "start" | "end";
export type DraftErrors = Record<number, Partial<Record<DraftField, string>>>;

/** As much as the pricing agent takes. */
const maxAmount = 40_000_000_000;

export const draftOf = (rows: readonly PriceRow[]): DraftRow[] =>
  rows.map(({ kind, price, region, start, end }, id) => ({
    id,
    kind,
    currency: price.currency,
    region,
    amount: toDecimal(price),
    start,
    end,
  }));

export const draftOfLists = (lists: PriceLists): DraftRow[] => draftOf(rowsOf(lists));

/** The prices that were typed, or what is wrong with which field. */
export function readDraft(draft: readonly DraftRow[]): Result<PriceRow[], DraftErrors> {
  const errors: DraftErrors = {};
  const seen = new Set<string>();
  const rows = draft.flatMap((typed) => {
    const { row, wrong } = readRow(typed);
    if (row && seen.has(keyOfRow(row))) wrong.region = twiceWords(row.kind);
    if (row) seen.add(keyOfRow(row));
    if (Object.keys(wrong).length > 0) errors[typed.id] = wrong;
    return row ? [row] : [];
  });
  return Object.keys(errors).length > 0 ? { ok: false, error: errors } : { ok: true, value: rows };
}

const twiceWords = (kind: PriceKind): string =>
  kind === "sale"
    ? "This currency and region has a sale of the same time above."
    : "This currency and region has a price above.";

function readRow({ kind, amount, start, end, ...typed }: DraftRow) {
  const wrong: Partial<Record<DraftField, string>> = {};
  const [currency, region] = [typed.currency.trim().toUpperCase(), typed.region.trim()];
  const decimals = decimalsOf(currency);
  if (decimals === undefined) wrong.currency = "Enter a currency code like USD.";
  if (region === "" || region.length > 64) wrong.region = "Enter a region, at most 64 letters.";
  if (start !== null && end !== null && start >= end) wrong.end = "The end must be after the start.";
  const price = parseMoney(amount.trim(), currency);
  if (!price.ok && decimals !== undefined) wrong.amount = amountWords[price.error](currency, decimals);
  if (price.ok && price.value.amount > maxAmount) wrong.amount = tooLarge;
  const row: PriceRow | null = price.ok ? { kind, price: price.value, region, start, end } : null;
  return { row, wrong };
}

const tooLarge = "This is more than a price may be.";

type AmountRefusal = Extract<ReturnType<typeof parseMoney>, { ok: false }>["error"];

const amountWords: Record<AmountRefusal, (currency: string, decimals: number) => string> = {
  unknown_currency: () => "Enter the currency first.",
  not_a_number: (_, decimals) => `Enter an amount like ${decimals === 0 ? "1200" : `12.${"5".padEnd(decimals, "0")}`}.`,
  negative: () => "A price cannot be negative.",
  too_many_decimals: (currency, decimals) =>
    decimals === 0 ? `${currency} has no decimals.` : `${currency} has at most ${decimals} decimals.`,
  too_large: () => tooLarge,
};
