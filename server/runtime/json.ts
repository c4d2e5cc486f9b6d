import { hash } from "node:crypto";
import { freeze } from "immer";
import stringify from "safe-stable-stringify";
import type { Schema } from "./contract.ts";
import { InvalidInput } from "./faults.ts";
import type { Json } from "./message.ts";

/** A frozen copy that holds exactly what JSON can carry, so that nobody's later change shows through. */
export function toJson(value: unknown): Json | undefined {
  const copy = plainCopy(value, 0);
  if (copy !== notPlain) return copy as Json | undefined;
  const text = JSON.stringify(value);
  return text === undefined ? undefined : freeze(JSON.parse(text) as Json, true);
}

const notPlain = Symbol("not plain");
const deepest = 64;

/** What a way through text would make of it, in a third of the time; `notPlain` where only that way can tell. */
function plainCopy(value: unknown, depth: number): unknown {
  if (typeof value === "string" || typeof value === "boolean" || value === null || value === undefined) return value;
  if (typeof value === "number") return Number.isFinite(value) && !Object.is(value, -0) ? value : notPlain;
  if (typeof value !== "object" || depth > deepest || "toJSON" in value || "rawJSON" in value) return notPlain;
  if (Array.isArray(value)) {
    const list: unknown[] = [];
    for (const each of value) {
      const copy = plainCopy(each, depth + 1);
      if (copy === notPlain) return notPlain;
      list.push(copy === undefined ? null : copy);
    }
    return Object.freeze(list);
  }
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return notPlain;
  const copies: { [key: string]: unknown } = {};
  for (const [key, each] of Object.entries(value)) {
    const copy = plainCopy(each, depth + 1);
    if (copy === notPlain || key === "__proto__") return notPlain;
    if (copy !== undefined) copies[key] = copy;
  }
  return Object.freeze(copies);
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
