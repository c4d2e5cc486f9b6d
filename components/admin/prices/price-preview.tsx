import { Fragment } from "react";
import type { PriceRow } from "#lib/price-changes.ts";
import type { PriceStep } from "#lib/price-steps.ts";
import { shownMoney } from "../../shop/shown.ts";
import { ScrollRegion } from "../scroll-region.tsx";
import { kindWords, marketWords, windowWords } from "./price-words.ts";
import type { LocalTime } from "./use-local-time.ts";
import type { Preview } from "./use-prices-editor.ts";

type Props = { preview: Preview; time: LocalTime };

const cell = "px-3 py-2 align-top";

/** Each row that would change, and what shoppers would then see, now and later. */
export function PricePreview({ preview: { changes, markets }, time }: Props) {
  const worth = (row: PriceRow | null) => (row ? `${shownMoney(row.price)}${windowWords(row, time.shown)}` : "–");
  return (
    <>
      <ScrollRegion label="Prices that change">
        <table className="figures w-full min-w-md text-left text-[0.9375rem]">
          <thead className="border-b border-rule text-sm text-ink-soft">
            <tr>
              <th className={cell}>Price</th>
              <th className={cell}>Now</th>
              <th className={cell}>After saving</th>
            </tr>
          </thead>
          <tbody className="divide-y divide-rule">
            {changes.map(({ before, after }) => {
              const row = after ?? before;
              const done = before === null ? "added" : after === null ? "removed" : "changed";
              return (
                row && (
                  <tr key={JSON.stringify([before, after])}>
                    <th scope="row" className={`${cell} font-normal`}>
                      {kindWords[row.kind]} {marketWords({ currency: row.price.currency, region: row.region })}
                      <span className="block text-sm text-ink-soft">{done}</span>
                    </th>
                    <td className={cell}>{worth(before)}</td>
                    <td className={`${cell} font-medium`}>{after ? worth(after) : "none"}</td>
                  </tr>
                )
              );
            })}
          </tbody>
        </table>
      </ScrollRegion>
      <h3 className="text-lg">What shoppers will see</h3>
      {markets.length === 0 ? (
        <p className="text-[0.9375rem]">The same prices as without it, now and later.</p>
      ) : (
        <dl className="grid gap-x-6 gap-y-4 text-[0.9375rem] sm:grid-cols-[auto_1fr_1fr]">
          {markets.map(({ currency, region, before, after }) => (
            <Fragment key={`${currency}/${region}`}>
              <dt className="font-medium">{marketWords({ currency, region })}</dt>
              <dd>
                <span className="text-sm text-ink-soft">Without saving</span>
                <Steps steps={before} time={time} />
              </dd>
              <dd>
                <span className="text-sm text-ink-soft">After saving</span>
                <Steps steps={after} time={time} />
              </dd>
            </Fragment>
          ))}
        </dl>
      )}
    </>
  );
}

function Steps({ steps, time }: { steps: readonly PriceStep[]; time: LocalTime }) {
  return (
    <ol className="figures">
      {steps.map(({ from, price }, i) => (
        <li key={from}>
          {i === 0 ? "now" : `from ${time.shown(from)}`}:{" "}
          <strong className="font-semibold">{price ? shownMoney(price.price) : "no price"}</strong>
          {price && <span className="text-ink-soft"> ({kindWords[price.kind]})</span>}
        </li>
      ))}
    </ol>
  );
}
