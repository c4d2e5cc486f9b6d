import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type ContractWorld, type OpenWorld, own } from "./contract-world.ts";
import { aCommit, anOk } from "./samples.ts";

/** Ids whose order differs between code points and UTF-16, prefixes of one another, and bounds that are easily missed. */
const oddIds = [
  "a",
  "a-",
  "a/b",
  "a\u0000",
  "a\u{10ffff}",
  "a\uffff",
  "a😀",
  "ab",
  "aé",
  "aÿ",
  "A",
  "b",
  "~",
  "é",
  "😀",
  "\uffff",
];

export function describeDirectory(open: OpenWorld): void {
  describe("directory", () => {
    let world: ContractWorld;
    beforeEach(async () => {
      world = await open();
      for (const id of oddIds) await commit(`thing/${id}`);
      await commit("things/a-other-type");
    });
    afterEach(() => world.close());

    const commit = async (agent: string) => {
      const fence = await own(world, agent);
      await world.store.commit(fence, aCommit(0, [anOk(`call of ${agent}`)], { agent }));
    };

    const walk = async (prefix: string, limit: number) => {
      const found: string[] = [];
      for (let after: string | undefined; ; after = found.at(-1)) {
        const page = await world.store.list("thing", { prefix, limit, ...(after === undefined ? {} : { after }) });
        found.push(...page);
        if (page.length < limit) return found;
      }
    };
    const sorted = [...oddIds].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));

    test.each([1, 2, 3, 99])("pages of %i name every id once, in code point order", async (limit) => {
      expect(await walk("", limit)).toEqual(sorted);
    });

    test.each(["a", "a\uffff", "é", "😀", "b", "c", "a\u{10ffff}"])(
      "a prefix %j finds exactly what begins with it",
      async (prefix) => {
        expect(await walk(prefix, 2)).toEqual(sorted.filter((id) => id.startsWith(prefix)));
      },
    );

    test("a cursor need not exist, nor lie within the prefix", async () => {
      expect(await world.store.list("thing", { prefix: "", after: "aa", limit: 1 })).toEqual(["ab"]);
      expect(await world.store.list("thing", { prefix: "b", after: "A", limit: 9 })).toEqual(["b"]);
      expect(await world.store.list("thing", { prefix: "a", after: "zzz", limit: 9 })).toEqual([]);
    });

    test("counts are exact, by type, and a second commit enters nothing", async () => {
      expect(await world.store.count("thing")).toBe(oddIds.length);
      expect(await world.store.count("things")).toBe(1);
      const fence = await own(world, "thing/a");
      await world.store.commit(fence, aCommit(1, [anOk("second")], { agent: "thing/a" }));
      expect(await world.store.count("thing")).toBe(oddIds.length);
      expect(await world.store.count("nothing")).toBe(0);
    });

    test("an id that comes while one pages is neither lost nor the reason for a repeat", async () => {
      const first = await world.store.list("thing", { prefix: "", limit: 5 });
      await commit("thing/0");
      await commit("thing/z");
      const rest = await world.store.list("thing", { prefix: "", after: first.at(-1) ?? "", limit: 99 });
      expect(rest).toContain("z");
      expect([...first, ...rest].filter((id) => id !== "z")).toEqual(sorted);
    });
  });
}
