import type { ChosenPrice } from "#agents/pricing/pricing.contract.ts";
import { classNames } from "../ui/class-names.ts";
import { shownMoney } from "./shown.ts";

/** The price of one piece; on sale with the list price that it undercuts. */
export function PriceTag({ price, className }: { price: ChosenPrice; className?: string }) {
  const before = price.kind === "sale" && price.list && price.list.amount > price.price.amount ? price.list : null;
  return (
    <p className={classNames("figures flex flex-wrap items-baseline gap-x-2", className)}>
      <span className={classNames("font-semibold", price.kind === "sale" && "text-brick")}>
        {price.kind === "sale" && <span className="sr-only">On sale for </span>}
        {shownMoney(price.price)}
      </span>
      {before && (
        <s className="text-[0.8em] text-ink-soft">
          <span className="sr-only">instead of </span>
          {shownMoney(before)}
        </s>
      )}
    </p>
  );
}
