import type { Row } from "../result.ts";
import type { Answers } from "./closed-loop.ts";

type Figures = Pick<Row, "rps" | "p50" | "p99" | "failed">;

export function figuresOf({ took, failed }: Answers, seconds: number): Figures {
  const sorted = took.toSorted((one, other) => one - other);
  // where nothing was answered there is no time; JSON has no word for that but null
  const quantile = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return { rps: took.length / seconds, p50: quantile(0.5), p99: quantile(0.99), failed };
}

/** The medians of the rounds of each system, operation and number of connections; failures are added up. */
export function mediansOf(measured: readonly Row[]): Row[] {
  const same = Map.groupBy(measured, ({ system, op, connections }) => `${system} ${op} ${connections}`);
  return [...same.values()].flatMap((rows) => {
    const [first] = rows;
    if (!first) return [];
    const { system, op, connections } = first;
    const of = (name: "rps" | "p50" | "p99") => median(rows.map((row) => row[name]));
    const failed = rows.reduce((sum, row) => sum + row.failed, 0);
    return [{ system, op, connections, rps: of("rps"), p50: of("p50"), p99: of("p99"), failed }];
  });
}

function median(values: number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = sorted.length / 2;
  const [lower = Number.NaN, upper = Number.NaN] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return (lower + upper) / 2;
}
