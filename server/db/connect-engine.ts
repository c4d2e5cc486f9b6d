import { PrismaPg } from "@prisma/adapter-pg";
import { ColumnTypeEnum, type SqlDriverAdapter } from "@prisma/driver-adapter-utils";
import pg from "pg";

const charOid = 18;
const textOid = 25;
const marked = "\0char:";

/** A pool that hands out `"char"` columns as text under a marked name: the adapter does not know their type. */
class MarkingPool extends pg.Pool {
  override query = (async (...args: unknown[]) => {
    const query = pg.Pool.prototype.query as (...args: unknown[]) => Promise<pg.QueryArrayResult>;
    const result = await query.apply(this, args);
    for (const field of result.fields ?? []) {
      if (field.dataTypeID === charOid) Object.assign(field, { dataTypeID: textOid, name: marked + field.name });
    }
    return result;
  }) as pg.Pool["query"];

  // the engine closes some of its connections by itself
  override async end(): Promise<void> {
    if (!this.ending) await super.end();
  }
}

/** Connects the schema engine, which reads `"char"` columns of the system catalogue when it compares schemas. */
export async function connectEngine(url: string): Promise<SqlDriverAdapter> {
  const pool = new MarkingPool({ connectionString: url, max: 2, connectionTimeoutMillis: 10_000 });
  const connection = await new PrismaPg(pool, { disposeExternalPool: true }).connect();
  const queryRaw = connection.queryRaw.bind(connection);
  connection.queryRaw = async (query) => {
    const rows = await queryRaw(query);
    rows.columnNames.forEach((name, column) => {
      if (!name.startsWith(marked)) return;
      rows.columnNames[column] = name.slice(marked.length);
      rows.columnTypes[column] = ColumnTypeEnum.Character;
    });
    return rows;
  };
  return connection;
}
