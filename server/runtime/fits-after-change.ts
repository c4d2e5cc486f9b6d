import { z } from "zod";
import type { Schema } from "./contract.ts";

/**
 * What keeps a changed state from its schema; undefined where it fits. `before` fits already, so what both share is not
 * looked at again: a line of a cart costs the same in a cart of two and of two hundred. A schema that says more than the sum
 * of its fields (a refinement, strict keys) is checked whole.
 *
 * @example fitsAfterChange(CartState, cart, { ...cart, email: "ada@example.com" });
 */
export function fitsAfterChange(schema: Schema, before: unknown, after: unknown): z.ZodError | undefined {
  if (before === after) return undefined;
  if (isRecord(before) && isRecord(after)) {
    if (isPlainObject(schema)) return firstProblem(Object.keys(schema.shape), (key) => child(schema.shape[key], key));
    if (isPlainRecord(schema)) return firstProblem(Object.keys(after), (key) => keyed(schema, key));
  }
  return problemOf(schema, after);

  function child(of: Schema | undefined, key: string): z.ZodError | undefined {
    // a field that is missing may be more than one without a value
    if (of && Object.hasOwn(before as Fields, key) !== Object.hasOwn(after as Fields, key))
      return problemOf(schema, after);
    return of && changed(of, key);
  }

  function changed(of: Schema, key: string): z.ZodError | undefined {
    return fitsAfterChange(of, (before as Fields)[key], (after as Fields)[key]);
  }

  function keyed({ keyType, valueType }: z.ZodRecord, key: string): z.ZodError | undefined {
    const isNew = !Object.hasOwn(before as Fields, key);
    return (isNew ? problemOf(keyType as Schema, key) : undefined) ?? changed(valueType as Schema, key);
  }
}

type Fields = Record<string, unknown>;

function firstProblem(keys: string[], of: (key: string) => z.ZodError | undefined): z.ZodError | undefined {
  for (const key of keys) {
    const problem = of(key);
    if (problem) return problem;
  }
  return undefined;
}

function problemOf(schema: Schema, value: unknown): z.ZodError | undefined {
  const parsed = schema.safeParse(value);
  return parsed.success ? undefined : parsed.error;
}

const isRecord = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const saysNoMore = (schema: Schema) => (schema.def.checks?.length ?? 0) === 0;

const isPlainObject = (schema: Schema): schema is z.ZodObject<Record<string, Schema>> =>
  schema instanceof z.ZodObject && schema.def.catchall === undefined && saysNoMore(schema);

/** One whose keys are texts; with an enumeration of keys each of them must be there. */
const isPlainRecord = (schema: Schema): schema is z.ZodRecord =>
  schema instanceof z.ZodRecord && schema.keyType instanceof z.ZodString && saysNoMore(schema);
