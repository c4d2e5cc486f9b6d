import type { PriceKind, PriceRow, RowChange } from "#lib/price-changes.ts";
import type { Market } from "#lib/price-choice.ts";
import { shownMoney } from "../../shop/shown.ts";

/** How an instant is written. */
type Shown = (instant: string) => string;

export const kindWords: Record<PriceKind, string> = { msrp: "MSRP", list: "list price", sale: "sale" };

export const marketWords = ({ currency, region }: Market): string => `${currency}/${region}`;

const marketOf = ({ price, region }: PriceRow): Market => ({ currency: price.currency, region });

/** "from … until …", as far as there are limits. */
export function windowWords({ kind, start, end }: PriceRow, shown: Shown): string {
  if (kind !== "sale") return "";
  if (start === null && end === null) return ", always";
  return `,${start === null ? "" : ` from ${shown(start)}`}${end === null ? "" : ` until ${shown(end)}`}`;
}

/** A change in words: "sale USD/global $19.99 → $17.99". */
export function changeWords({ before, after }: RowChange, shown: Shown): string {
  const row = after ?? before;
  if (row === null) return "";
  const what = `${kindWords[row.kind]} ${marketWords(marketOf(row))}`;
  const worth = (each: PriceRow) => `${shownMoney(each.price)}${windowWords(each, shown)}`;
  if (before === null) return `${what} added: ${worth(row)}`;
  if (after === null) return `${what} removed: it was ${worth(row)}`;
  const sameWindow = before.start === after.start && before.end === after.end;
  if (!sameWindow) return `${what} ${worth(before)} → ${worth(after)}`;
  return `${what} ${shownMoney(before.price)} → ${worth(after)}`;
}
