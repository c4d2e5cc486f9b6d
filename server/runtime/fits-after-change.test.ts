import fc from "fast-check";
import { expect, test } from "vitest";
import { z } from "zod";
import { fitsAfterChange } from "./fits-after-change.ts";

const Line = z.object({ name: z.string(), n: z.int().max(5) });
const schemas = {
  plain: z.object({
    lines: z.record(z.string().max(3), Line),
    note: z.string().nullable(),
    list: z.array(Line).max(2),
  }),
  refined: z
    .object({ lines: z.record(z.string(), Line), note: z.string().nullable(), list: z.array(Line) })
    .refine(({ lines, list }) => Object.keys(lines).length >= list.length),
  strict: z.strictObject({ lines: z.record(z.string(), Line), note: z.string().nullable(), list: z.array(Line) }),
  enumerated: z.object({ lines: z.record(z.enum(["a", "b"]), Line), note: z.unknown(), list: z.unknown() }),
  limited: z.object({
    lines: z.record(z.string(), Line).refine((lines) => Object.keys(lines).length < 3),
    note: z.string().optional(),
    list: z.unknown(),
  }),
};

const line = fc.record({ name: fc.constantFrom("x", "y"), n: fc.constantFrom(1, 5, 6, 1.5, "1") });
const state = fc.record(
  {
    lines: fc.dictionary(fc.constantFrom("a", "b", "long", "constructor"), line, { maxKeys: 3 }),
    note: fc.constantFrom(null, "text", 7),
    list: fc.array(line, { maxLength: 3 }),
    more: fc.constant(1),
  },
  { requiredKeys: ["lines", "list"] },
);

test.each(Object.entries(schemas))("after a fitting state it says what the whole check says: %s", (_name, schema) => {
  let compared = 0;
  fc.assert(
    fc.property(state, state, fc.boolean(), fc.boolean(), (before, after, sharesLines, sharesList) => {
      fc.pre(schema.safeParse(before).success);
      const next = { ...after, ...(sharesLines && { lines: before.lines }), ...(sharesList && { list: before.list }) };
      compared++;
      expect(fitsAfterChange(schema, before, next) === undefined).toBe(schema.safeParse(next).success);
    }),
    { numRuns: 500, maxSkipsPerRun: 2000 },
  );
  expect(compared).toBe(500);
});

test("what both share is not looked at again", () => {
  let looks = 0;
  const Counted = z.custom<object>(() => ++looks > 0);
  const schema = z.object({ lines: z.record(z.string(), Counted) });
  const lines = Object.fromEntries(Array.from({ length: 50 }, (_, n) => [`p${n}`, {}]));
  expect(fitsAfterChange(schema, { lines }, { lines: { ...lines, p7: {} } })).toBeUndefined();
  expect(looks).toBe(1);
});
