import type { Ref } from "react";
import type { Money } from "#lib/money.ts";
import { shownMoney } from "../shop/shown.ts";
import { Notice } from "../ui/notice.tsx";
import type { LineChange } from "./line-changes.ts";

type Props = { changes: readonly LineChange[]; total: Money; ref: Ref<HTMLDivElement> };

const shown = (side: LineChange["before"]) => (side ? `${side.quantity} × ${shownMoney(side.price)}` : null);

/** What is different from what the shopper was about to buy; they are asked again. */
export function ChangesNotice({ changes, total, ref }: Props) {
  return (
    <Notice tone="hint" role="alert" ref={ref}>
      <p className="font-semibold">
        Your cart or its prices changed while this page was open. Nothing was ordered yet.
      </p>
      <ul className="figures my-3 flex flex-col gap-2">
        {changes.map(({ productId, productName, before, after }) => (
          <li key={productId}>
            <span className="font-medium">{productName}</span>:{" "}
            {before && after ? (
              <>
                <s className="whitespace-nowrap">
                  <span className="sr-only">before </span>
                  {shown(before)}
                </s>{" "}
                now <strong className="whitespace-nowrap">{shown(after)}</strong>
              </>
            ) : (
              (shown(after) && `new in your cart, ${shown(after)}`) || "no longer in your cart"
            )}
          </li>
        ))}
      </ul>
      <p className="figures">
        The total is now <strong>{shownMoney(total)}</strong>. Place the order again if that is right.
      </p>
    </Notice>
  );
}
