"use client";

import dynamic from "next/dynamic";
import type { PriceSeries } from "#lib/price-series.ts";
import { shownMoney } from "../../shop/shown.ts";
import { ScrollRegion } from "../scroll-region.tsx";
import { kindWords, marketWords } from "./price-words.ts";
import type { LocalTime } from "./use-local-time.ts";

type Props = { series: readonly PriceSeries[]; until: string; time: LocalTime };

// charts weigh more than the whole page without them
const PriceChart = dynamic(() => import("./price-chart.tsx").then(({ PriceChart }) => PriceChart), {
  ssr: false,
  loading: () => <div className="h-56" />,
});

/** For each currency a picture of its prices, and the same in a table. */
export function PriceOverTime({ series, until, time }: Props) {
  const currencies = [...new Set(series.map(({ currency }) => currency))];
  return currencies.map((currency) => {
    const regions = series.filter((each) => each.currency === currency);
    return (
      <figure key={currency} className="grid items-start gap-4 lg:grid-cols-2">
        <figcaption className="font-medium lg:col-span-2">Prices in {currency}</figcaption>
        <div aria-hidden="true" className="min-w-0 rounded-xl border border-rule bg-shelf p-3">
          <PriceChart currency={currency} regions={regions} until={until} />
        </div>
        <ScrollRegion label={`Prices in ${currency} over time`} className="max-h-64">
          <table className="figures w-full text-left text-sm">
            <thead className="border-b border-rule text-ink-soft">
              <tr>
                <th className="px-3 py-2 font-medium">Market</th>
                <th className="px-3 py-2 font-medium">From</th>
                <th className="px-3 py-2 font-medium">Price</th>
              </tr>
            </thead>
            <tbody className="divide-y divide-rule">
              {regions.flatMap(({ region, steps }) =>
                steps.toReversed().map(({ from, price }) => (
                  <tr key={`${region} ${from}`}>
                    <th scope="row" className="px-3 py-2 font-normal">
                      {marketWords({ currency, region })}
                    </th>
                    <td className="px-3 py-2">{time.shown(from)}</td>
                    <td className="px-3 py-2">
                      {price ? `${shownMoney(price.price)} (${kindWords[price.kind]})` : "no price"}
                    </td>
                  </tr>
                )),
              )}
            </tbody>
          </table>
        </ScrollRegion>
      </figure>
    );
  });
}
