import os from "node:os";
import { markdownTable } from "#lib/markdown-table.ts";
import type { Row } from "./measure.ts";

export interface Measured {
  database: string;
  /** Seconds in which the read models were made of the agents. */
  projected: number;
  rows: Row[];
}

type Result = { products: number; crowd: number; commit: string; loadBefore: number; measured: Measured[]; at: Date };

/** The result as a page to keep. */
export function report({ products, crowd, commit, loadBefore, measured, at }: Result): string {
  const head = ["query", "found", "p50 ms", "p95 ms", "p99 ms", `a second, ${crowd} at once`, "without the index"];
  const tables = measured.map(({ database, projected, rows }) => {
    const cells = rows.map((row) => [
      row.usual ? row.kind : `${row.kind} (unusual)`,
      row.found.toFixed(row.found < 10 ? 1 : 0),
      ...[row.p50, row.p95, row.p99].map((ms) => ms.toFixed(1)),
      row.perSecond.toFixed(0),
      row.withoutIndex === 0 ? "" : `${(row.withoutIndex * 100).toFixed(0)} %`,
    ]);
    return `## ${database}\n\nThe read models were made of the agents in ${projected.toFixed(0)} s.\n\n${markdownTable(head, cells)}\n`;
  });
  const machine = `${os.availableParallelism()} cores (${os.cpus()[0]?.model.trim() ?? "unknown"}), Node ${process.versions.node}`;
  return [
    `# Search among ${products.toLocaleString("en-US")} products`,
    `${at.toISOString().slice(0, 10)}, commit ${commit}, ${machine}, load average before ${loadBefore.toFixed(1)}. ` +
      "Asked at the agent's door in one process with its silo, one query after another; Redis and the database are on the same cores. " +
      "“Best first” is a page of 36 as the storefront asks for it; the others are whole answers, as REST gives them. The bar for usual queries is a p95 of 25 ms.",
    ...tables,
  ].join("\n\n");
}
