import fc from "fast-check";
import { expect, test } from "vitest";
import { ChurningMap } from "./churning-map.ts";

const key = fc.integer({ min: 0, max: 9 });
const change = fc.oneof(
  fc.record({ set: key, value: fc.integer() }),
  fc.record({ delete: key }),
  // enough to begin a new map with what is left
  fc.record({ pass: fc.integer({ min: 1, max: 1500 }) }),
);

test("it holds what a Map would, in that order, however much has passed through", () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 60 }), (changes) => {
      const plain = new Map<number, number>();
      const churning = new ChurningMap<number, number>();
      for (const one of changes) {
        if ("set" in one) {
          plain.set(one.set, one.value);
          churning.set(one.set, one.value);
        } else if ("delete" in one) {
          plain.delete(one.delete);
          churning.delete(one.delete);
        } else {
          for (let n = 0; n < one.pass; n++) churning.set(100 + n, n);
          for (let n = 0; n < one.pass; n++) churning.delete(100 + n);
        }
        expect([...churning.values()]).toEqual([...plain.values()]);
        expect([churning.size, churning.get(5), churning.has(5)]).toEqual([plain.size, plain.get(5), plain.has(5)]);
      }
    }),
    { numRuns: 100 },
  );
});
