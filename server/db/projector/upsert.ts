import { columnText } from "../column-text.ts";
import type { Transaction } from "./projection.ts";

type Table<Column extends string> = {
  name: string;
  key: readonly NoInfer<Column>[];
  columns: Record<Column, string>;
};

/**
 * A writer for a table with the columns `partition` and `version`: one statement for any number of rows. A row that is
 * already of a later version stays; one that was left by another division into partitions does not.
 */
export function upsertInto<Column extends string>({ name, key, columns }: Table<Column>) {
  const names = Object.keys(columns) as Column[];
  const list = names.join(", ");
  const sql = `
    INSERT INTO ${name} AS kept (${list})
    SELECT ${list} FROM jsonb_to_recordset($1::jsonb) AS given (${names.map((each) => `${each} ${columns[each]}`).join(", ")})
    ON CONFLICT (${key.join(", ")}) DO UPDATE SET ${names.map((each) => `${each} = excluded.${each}`).join(", ")}
    WHERE kept.version <= excluded.version OR kept.partition <> excluded.partition`;
  return async (transaction: Transaction, rows: readonly Record<Column, unknown>[]): Promise<void> => {
    if (rows.length > 0) await transaction.$executeRawUnsafe(sql, JSON.stringify(rows, storable));
  };
}

const storable = (_name: string, value: unknown) => (typeof value === "string" ? columnText(value) : value);
