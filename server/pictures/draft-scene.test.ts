import { expect, test } from "vitest";
import { loadCatalogue } from "#server/demo/load-catalogue.ts";
import { type CutOut, readCutOut } from "./cut-out.ts";
import { draftScene, type Subject } from "./draft-scene.ts";
import { fromRgb, toHex } from "./oklab.ts";
import { objectFile } from "./places.ts";
import { sceneName } from "./render-scene.ts";
import { side } from "./sets.ts";
import { sittersOf } from "./sitters.ts";

async function subjectOf(id: string, hero: string, ...beside: string[]): Promise<Subject> {
  const [first, ...others] = await Promise.all([hero, ...beside].map((emoji) => readCutOut(objectFile(emoji))));
  if (first === undefined) throw new Error("there is no hero");
  return { id, category: "kitchen", objects: [first, ...others] };
}

const coffee = await subjectOf("p001", "2615", "1f950", "1fad8");
const nameOf = (subject: Subject) => sceneName(draftScene(subject));

test("a recipe that is drafted again has the same name", async () => {
  expect(nameOf(await subjectOf("p001", "2615", "1f950", "1fad8"))).toBe(nameOf(coffee));
});

const [hero, ...others] = coffee.objects;
test.each<[string, Partial<Subject>]>([
  ["product", { id: "p007" }],
  ["category", { category: "garden" }],
  ["company", { objects: [hero, ...others.toReversed()] }],
  ["file of an object", { objects: [{ ...hero, hash: "another" }, ...others] }],
])("another %s is another recipe", (_what, change) => {
  expect(nameOf({ ...coffee, ...change })).not.toBe(nameOf(coffee));
});

test("in every demo picture all objects are wholly in view and the hero is by far the largest", async () => {
  const cutOuts = new Map<string, CutOut>();
  const names = new Set<string>();
  const sitters = sittersOf(await loadCatalogue());
  for (const { id, category, hero, beside } of sitters) {
    for (const emoji of [hero, ...beside]) {
      if (!cutOuts.has(emoji)) cutOuts.set(emoji, await readCutOut(objectFile(emoji)));
    }
    const [first, ...rest] = [hero, ...beside].flatMap((emoji) => cutOuts.get(emoji) ?? []);
    if (first === undefined) throw new Error(`${id} has no hero`);
    const scene = draftScene({ id, category, objects: [first, ...rest] });
    names.add(sceneName(scene));
    expect(scene.layers, id).toHaveLength(1 + beside.length);
    for (const { left, top, width, height, object } of scene.layers) {
      expect(Math.min(left, top), id).toBeGreaterThanOrEqual(0);
      expect(Math.max(left + width, top + height), id).toBeLessThanOrEqual(side);
      expect(Math.max(width, height) > side * 0.4, id).toBe(object === 0);
    }
  }
  expect(names.size).toBe(sitters.length);
});

test.each(["#000000", "#ffffff", "#c2622c", "#22898c", "#808080"])("%s is the same colour there and back", (hex) => {
  const byte = (at: number) => Number.parseInt(hex.slice(at, at + 2), 16);
  expect(toHex(fromRgb(byte(1), byte(3), byte(5)))).toBe(hex);
});
