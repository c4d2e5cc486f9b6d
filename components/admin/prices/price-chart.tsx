"use client";

import { Line, LineChart, ResponsiveContainer, XAxis, YAxis } from "recharts";
import type { PriceSeries } from "#lib/price-series.ts";
import { chartPoints } from "./chart-points.ts";

type Props = { currency: string; regions: readonly PriceSeries[]; until: string };

const day = new Intl.DateTimeFormat("en-US", { month: "short", day: "numeric" });
const minute = new Intl.DateTimeFormat("en-US", { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const dayLength = 86_400_000;

// told apart by their dashes too
const looks = [
  { stroke: "var(--grain-deep)", dash: "" },
  { stroke: "var(--leaf)", dash: "6 3" },
  { stroke: "var(--brick)", dash: "2 3" },
  { stroke: "var(--ink-soft)", dash: "8 3 2 3" },
];
const lookOf = (index: number) => looks[index % looks.length] ?? { stroke: "currentColor", dash: "" };

/** A line of steps for each region. */
export function PriceChart({ currency, regions, until }: Props) {
  const points = chartPoints(regions, Date.parse(until));
  const [first, last] = [points.at(0)?.at ?? 0, points.at(-1)?.at ?? 0];
  const shown = (at: number) => (last - first > 2 * dayLength ? day : minute).format(at);
  return (
    <>
      <ul className="mb-2 flex flex-wrap gap-x-4 text-sm">
        {regions.map(({ region }, i) => (
          <li key={region} className="flex items-center gap-2">
            <svg width="24" height="4" aria-hidden="true">
              <line
                x2="24"
                y1="2"
                y2="2"
                strokeWidth="2.5"
                stroke={lookOf(i).stroke}
                strokeDasharray={lookOf(i).dash}
              />
            </svg>
            {currency}/{region}
          </li>
        ))}
      </ul>
      <ResponsiveContainer width="100%" height={208}>
        <LineChart data={points} accessibilityLayer={false} margin={{ top: 8, right: 12, bottom: 0, left: 0 }}>
          <XAxis
            dataKey="at"
            type="number"
            scale="time"
            domain={["dataMin", "dataMax"]}
            tickFormatter={shown}
            minTickGap={40}
            stroke="var(--rule-strong)"
            tick={{ fill: "var(--ink-soft)", fontSize: 12 }}
          />
          <YAxis
            width={64}
            domain={[0, "auto"]}
            stroke="var(--rule-strong)"
            tick={{ fill: "var(--ink-soft)", fontSize: 12 }}
          />
          {regions.map(({ region }, i) => (
            <Line
              key={region}
              type="stepAfter"
              dataKey={({ prices }: { prices: (number | null)[] }) => prices[i]}
              stroke={lookOf(i).stroke}
              strokeDasharray={lookOf(i).dash}
              strokeWidth={2.5}
              dot={false}
              isAnimationActive={false}
            />
          ))}
        </LineChart>
      </ResponsiveContainer>
    </>
  );
}
