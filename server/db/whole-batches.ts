import type { PGlite } from "@electric-sql/pglite";

/** A simple query, or what ends a batch of the extended protocol; a start-up message has no type. */
const ends = new Set(["Q", "S", "X", "\0"].map((type) => type.charCodeAt(0)));

/**
 * The same database for a socket server that keeps the messages of one connection together only while a transaction is
 * open: without this a statement of one connection may be bound to the values of another. It says that a transaction is
 * open from the first message of a batch to its last.
 */
export function withWholeBatches(db: PGlite): PGlite {
  let inBatch = false;
  const stream: PGlite["execProtocolRawStream"] = (message, options) => {
    inBatch = !ends.has(message[0] ?? 0);
    return db.execProtocolRawStream(message, options);
  };
  // how the server ends what a lost connection has begun
  const exec: PGlite["exec"] = (query, options) => {
    inBatch = false;
    return db.exec(query, options);
  };
  const replaced = new Map<PropertyKey, unknown>([
    ["execProtocolRawStream", stream],
    ["exec", exec],
    ["isInTransaction", () => inBatch || db.isInTransaction()],
  ]);
  return new Proxy(db, {
    get(target, name) {
      const value = replaced.get(name) ?? Reflect.get(target, name, target);
      return typeof value === "function" && !replaced.has(name) ? value.bind(target) : value;
    },
  });
}
