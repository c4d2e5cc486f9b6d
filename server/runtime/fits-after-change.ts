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
    if (isPlainObject(schema)) return problemOfFields(schema, before, after);
    if (isPlainRecord(schema)) return problemOfEntries(schema, before, after);
  }
  return problemOf(schema, after);
}

type Fields = Record<string, unknown>;
type ObjectSchema = z.ZodObject<Record<string, Schema>>;

// loops, not callbacks: this runs for each field of a state in each turn, and its garbage was an eighth of a turn's

function problemOfFields(schema: ObjectSchema, before: Fields, after: Fields) {
  for (const [key, of] of fieldsOf(schema)) {
    if (after[key] === before[key] && after[key] !== undefined) continue;
    // a field that is missing may be more than one without a value
    if (Object.hasOwn(before, key) !== Object.hasOwn(after, key)) return problemOf(schema, after);
    const problem = fitsAfterChange(of, before[key], after[key]);
    if (problem) return problem;
  }
  return undefined;
}

const fieldsSeen = new WeakMap<ObjectSchema, [string, Schema][]>();

function fieldsOf(schema: ObjectSchema): [string, Schema][] {
  const fields = fieldsSeen.get(schema) ?? Object.entries(schema.shape);
  fieldsSeen.set(schema, fields);
  return fields;
}

function problemOfEntries({ keyType, valueType }: z.ZodRecord, before: Fields, after: Fields) {
  for (const key of Object.keys(after)) {
    if (after[key] === before[key] && after[key] !== undefined) continue;
    const isNew = !Object.hasOwn(before, key);
    const problem =
      (isNew ? problemOf(keyType as Schema, key) : undefined) ??
      fitsAfterChange(valueType as Schema, isNew ? undefined : before[key], after[key]);
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

const isPlainObject = (schema: Schema): schema is ObjectSchema =>
  schema instanceof z.ZodObject && schema.def.catchall === undefined && saysNoMore(schema);

/** One whose keys are texts; with an enumeration of keys each of them must be there. */
const isPlainRecord = (schema: Schema): schema is z.ZodRecord =>
  schema instanceof z.ZodRecord && schema.keyType instanceof z.ZodString && saysNoMore(schema);
