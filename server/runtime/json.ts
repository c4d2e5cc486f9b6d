import { hash } from "node:crypto";
import { freeze } from "immer";
import stringify from "safe-stable-stringify";
import type { Schema } from "./contract.ts";
import { InvalidInput } from "./faults.ts";
import type { Json } from "./message.ts";

/** A frozen copy that holds exactly what JSON can carry, so that nobody's later change shows through. */
export function toJson(value: unknown): Json | undefined {
  const text = JSON.stringify(value);
  return text === undefined ? undefined : freeze(JSON.parse(text) as Json, true);
}

/** For whoever may change it; `structuredClone` takes four times as long for what JSON can carry. */
export function copyOf<T extends Json | undefined>(value: T): T {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(copyOf) as T;
  const copy: { [key: string]: Json } = { ...value };
  for (const key in copy) copy[key] = copyOf(copy[key] as Json);
  return copy as T;
}

/** What two messages under one call id must share. */
export function inputHash(method: string, input: Json | undefined): string {
  return hash("sha256", `${method}\n${stringify(input) ?? ""}`, "base64url").slice(0, 27);
}

/** Parses by a schema that may be absent: then there must be no value. */
export function parse(what: string, schema: Schema | undefined, value: unknown): Json | undefined {
  if (!schema) return undefined;
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new InvalidInput(what, parsed.error.issues);
  return toJson(parsed.data);
}
