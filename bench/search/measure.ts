import { productSearch } from "#agents/product-search/product-search.contract.ts";
import type { RuntimeProcess } from "#runtime/create-runtime.ts";
import type { Question } from "./questions.ts";

export interface Row {
  kind: string;
  usual: boolean;
  /** Products in an answer, on average. */
  found: number;
  p50: number;
  p95: number;
  p99: number;
  /** Searches a second with `crowd` of them under way. */
  perSecond: number;
  /** Share of the index' answers that it could not give in time. */
  withoutIndex: number;
}

export interface Asked {
  /** How often the index was asked, and how often it had nothing to say. */
  count(): { asked: number; silent: number };
}

type Measuring = { runtime: RuntimeProcess; index: Asked; times: number; crowd: number };

/** Asks one kind of question through the agent's door: one after another for the times, then several at once. */
export async function measure(question: Question, { runtime, index, times, crowd }: Measuring): Promise<Row> {
  const search = runtime.as({ kind: "guest", id: "bench" }).query(productSearch, "any");
  const ask = async (n: number): Promise<number> => {
    const query = question.query(n);
    if (question.how === "all") return (await search.search({ query })).length;
    return (await search.searchPage({ query, limit: 36, sort: "relevance" })).products.length;
  };
  for (let n = 0; n < 20; n++) await ask(n);

  const before = index.count();
  const took: number[] = [];
  let found = 0;
  for (let n = 0; n < times; n++) {
    const began = performance.now();
    found += await ask(n + 100);
    took.push(performance.now() - began);
  }
  const after = index.count();
  const began = performance.now();
  let next = 0;
  await Promise.all(
    Array.from({ length: crowd }, async () => {
      while (next < times) await ask(next++ + 10_000);
    }),
  );
  const seconds = (performance.now() - began) / 1_000;
  took.sort((a, b) => a - b);
  const at = (share: number) => took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? 0;
  return {
    kind: question.kind,
    usual: question.usual,
    found: found / times,
    ...{ p50: at(0.5), p95: at(0.95), p99: at(0.99) },
    perSecond: times / seconds,
    withoutIndex: (after.silent - before.silent) / Math.max(1, after.asked - before.asked),
  };
}
