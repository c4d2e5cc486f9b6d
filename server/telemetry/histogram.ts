import type { Metric, Registry } from "prom-client";

type Options<L extends readonly string[]> = {
  name: string;
  help: string;
  labelNames: L;
  /** Upper bounds, least first. */
  buckets: readonly number[];
  register: Registry;
};

export interface Histogram<L extends readonly string[]> {
  /** Labels in the order of their names; what is no finite number is not counted. */
  observe(value: number, ...labels: { [K in keyof L]: string }): void;
}

type Series = { labels: readonly string[]; counts: number[]; sum: number };
type Node = Map<string, Node | Series>;

/**
 * A histogram in a prom-client registry, for what happens several times in each command. The library's own looks a series up
 * by a text that it makes of all labels, and a bucket by its bound as a text: five times what this takes.
 *
 * @example createHistogram({ name: "wait_seconds", help: "…", labelNames: ["agent"], buckets: [1, 5], register });
 */
export function createHistogram<const L extends readonly string[]>(options: Options<L>): Histogram<L> {
  const { name, help, labelNames, buckets, register } = options;
  const all: Series[] = [];
  const byLabels: Node = new Map();

  function makeSeries(labels: readonly string[]): Series {
    const series = { labels, counts: new Array(buckets.length + 1).fill(0), sum: 0 };
    all.push(series);
    return series;
  }

  function seriesOf(labels: readonly string[]): Series {
    let node = byLabels;
    for (let i = 0; i < labels.length - 1; i++) {
      const next = (node.get(labels[i] ?? "") as Node | undefined) ?? new Map();
      node.set(labels[i] ?? "", next);
      node = next;
    }
    const last = labels.at(-1) ?? "";
    const series = (node.get(last) as Series | undefined) ?? makeSeries(labels);
    node.set(last, series);
    return series;
  }

  function valuesOf({ labels, counts, sum }: Series) {
    const named = Object.fromEntries(labelNames.map((label, i) => [label, labels[i] ?? ""]));
    let count = 0;
    const bounded = counts.map((inBucket, i) => {
      count += inBucket;
      return { metricName: `${name}_bucket`, labels: { le: buckets[i] ?? "+Inf", ...named }, value: count };
    });
    return [
      ...bounded,
      { metricName: `${name}_sum`, labels: named, value: sum },
      { metricName: `${name}_count`, labels: named, value: count },
    ];
  }

  const about = { name, help, type: "histogram", aggregator: "sum" };
  const metric = {
    ...about,
    labelNames,
    get: async () => ({ ...about, values: all.flatMap(valuesOf) }),
    reset() {
      byLabels.clear();
      all.length = 0;
    },
  };
  // the registry calls only these, and its type names the library's own classes
  register.registerMetric(metric as unknown as Metric);
  // as the library does: what has no labels is there from the beginning
  if (labelNames.length === 0) seriesOf([]);

  return {
    observe(value, ...labels) {
      // one of these in the sum would stay there for ever
      if (!Number.isFinite(value)) return;
      const series = seriesOf(labels);
      let bucket = 0;
      while (bucket < buckets.length && value > (buckets[bucket] ?? 0)) bucket++;
      series.counts[bucket] = (series.counts[bucket] ?? 0) + 1;
      series.sum += value;
    },
  };
}
