import { z } from "zod";
import { type Endpoint, endpoints, expectedRefusals } from "./k6/endpoints.ts";

const Trend = z.object({
  values: z.object({
    avg: z.number(),
    med: z.number(),
    "p(95)": z.number(),
    "p(99)": z.number(),
    max: z.number(),
  }),
});
const Counter = z.object({ values: z.object({ count: z.number() }) });
const Gauge = z.object({ values: z.object({ min: z.number(), max: z.number() }) });
const Unexpected = z.object({ endpoint: z.enum(endpoints), name: z.string() });

type Metrics = Record<string, unknown>;

/** Times in milliseconds. */
export interface Row {
  endpoint: Endpoint | "all";
  requests: number;
  /** Answers that neither hold what was asked for nor are an expected refusal. */
  unexpected: number;
  refused: number;
  avg: number;
  p50: number;
  p95: number;
  p99: number;
  max: number;
  perSecond: number;
}

/** How often an endpoint answered with a status and reason other than what was asked for. */
export interface NamedCount {
  endpoint: Endpoint;
  name: string;
  count: number;
}

export interface Measured {
  /** From the first counted answer to the last. */
  seconds: number;
  rows: Row[];
  refusals: NamedCount[];
  unexpected: NamedCount[];
}

/** What k6 measured: `metrics` is its summary, `unexpected` one line of JSON for each unexpected answer. */
export function readMeasured(metrics: Metrics, unexpected: string[]): Measured {
  const answeredAt = Gauge.parse(metrics.answered_at).values;
  const seconds = (answeredAt.max - answeredAt.min) / 1_000;
  const refusals = endpoints.flatMap((endpoint) => refusalsOf(metrics, endpoint));
  const row = (endpoint: Row["endpoint"], tag: string): Row => {
    const requests = countOf(metrics, `requests${tag}`);
    const { values } = Trend.parse(metrics[`answer_time${tag}`]);
    const refused = refusals.filter((refusal) => endpoint === "all" || refusal.endpoint === endpoint);
    return {
      endpoint,
      requests,
      unexpected: countOf(metrics, `unexpected${tag}`),
      refused: refused.reduce((sum, { count }) => sum + count, 0),
      avg: values.avg,
      p50: values.med,
      p95: values["p(95)"],
      p99: values["p(99)"],
      max: values.max,
      perSecond: seconds > 0 ? requests / seconds : 0,
    };
  };
  return {
    seconds,
    rows: [...endpoints.map((endpoint) => row(endpoint, `{endpoint:${endpoint}}`)), row("all", "")],
    refusals,
    unexpected: countNames(unexpected.map((line) => Unexpected.parse(JSON.parse(line)))),
  };
}

function refusalsOf(metrics: Metrics, endpoint: Endpoint): NamedCount[] {
  return (expectedRefusals[endpoint] ?? []).flatMap((name) => {
    const count = countOf(metrics, `refused{endpoint:${endpoint},reason:${name}}`);
    return count > 0 ? [{ endpoint, name, count }] : [];
  });
}

const countOf = (metrics: Metrics, name: string) => (metrics[name] ? Counter.parse(metrics[name]).values.count : 0);

/** Each kind once, the most frequent first. */
function countNames(answers: Omit<NamedCount, "count">[]): NamedCount[] {
  const kinds = Map.groupBy(answers, ({ endpoint, name }) => `${endpoint} ${name}`);
  return [...kinds.values()]
    .flatMap((same) => same.slice(0, 1).map((first) => ({ ...first, count: same.length })))
    .sort((one, other) => other.count - one.count);
}
