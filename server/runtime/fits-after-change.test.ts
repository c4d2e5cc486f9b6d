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

const name = fc.constantFrom("x", "y");
const line = fc.record({ name, n: fc.constantFrom(1, 5, 6, 1.5, "1") });
const fittingLine = fc.record({ name, n: fc.constantFrom(1, 5) });

const stateOf = (lines: fc.Arbitrary<object>, list: fc.Arbitrary<object>) =>
  fc.record(
    {
      lines,
      note: fc.constantFrom(null, "text", 7),
      list: fc.array(list, { maxLength: 3 }),
      more: fc.constant(1),
    },
    { requiredKeys: ["lines", "list"] },
  );

const lineIds = fc.constantFrom("a", "b", "long", "constructor");
const anyState = stateOf(fc.dictionary(lineIds, line, { maxKeys: 3 }), line);
// what does not fit is passed over
const mostlyFitting = stateOf(
  fc.oneof(fc.dictionary(lineIds, fittingLine, { maxKeys: 3 }), fc.record({ a: fittingLine, b: fittingLine })),
  fittingLine,
);

test.each(Object.entries(schemas))("after a fitting state it says what the whole check says: %s", (_name, schema) => {
  let compared = 0;
  fc.assert(
    fc.property(mostlyFitting, anyState, fc.boolean(), fc.boolean(), (before, after, sharesLines, sharesList) => {
      fc.pre(schema.safeParse(before).success);
      const next = { ...after, ...(sharesLines && { lines: before.lines }), ...(sharesList && { list: before.list }) };
      compared++;
      expect(fitsAfterChange(schema, before, next) === undefined).toBe(schema.safeParse(next).success);
    }),
    { numRuns: 500 },
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
