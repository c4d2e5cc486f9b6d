import type { ChosenPrice } from "#agents/pricing/pricing.contract.ts";
import { shownMinute, shownMoney } from "./shown.ts";

/** The price of a product's page and why it is that. */
export function PriceExplained({ price }: { price: ChosenPrice }) {
  const { kind, window, list, msrp } = price;
  const saving = kind === "sale" && list ? list.amount - price.price.amount : 0;
  return (
    <div className="flex flex-col gap-2">
      <p className="figures flex flex-wrap items-baseline gap-x-3">
        <span className={`font-display text-4xl font-semibold ${kind === "sale" ? "text-brick" : ""}`}>
          {shownMoney(price.price)}
        </span>
        {saving > 0 && (
          <span className="font-medium text-brick">
            you save {shownMoney({ amount: saving, currency: price.price.currency })}
          </span>
        )}
      </p>
      <ul className="figures flex flex-wrap gap-x-5 gap-y-1 text-[0.9375rem] text-ink-soft">
        {kind === "sale" && <li>{window?.end ? `Sale price until ${shownMinute(window.end)}` : "Sale price"}</li>}
        {kind !== "list" && list && <li>List price {shownMoney(list)}</li>}
        {kind === "list" && <li>Our list price</li>}
        {msrp && <li>Recommended by the maker: {shownMoney(msrp)}</li>}
      </ul>
    </div>
  );
}
