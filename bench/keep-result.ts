import fs from "node:fs";
import path from "node:path";
import type { RowsResult } from "./rows.ts";

const folder = path.join(import.meta.dirname, "results");

/**
 * Writes a result to the file that was asked for, else among the results by its day and commit. A quick one is not worth
 * keeping unless a file is named. Answers where it is.
 */
export function keepResult(result: RowsResult, file: string | undefined): string | undefined {
  if (file === undefined && result.quick) return undefined;
  const target = file ?? path.join(folder, `${result.startedAt.slice(0, 10)}-${result.commit}-${result.kind}.json`);
  fs.mkdirSync(path.dirname(target), { recursive: true });
  fs.writeFileSync(target, `${JSON.stringify(result, null, 2)}\n`);
  return file ?? path.relative(path.dirname(import.meta.dirname), target);
}
