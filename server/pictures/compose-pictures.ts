import type { Pictures } from "#lib/picture.ts";
import type { CutOut } from "./cut-out.ts";
import { draftScene } from "./draft-scene.ts";
import type { PictureFolder } from "./picture-folder.ts";
import { renderScene, sceneName } from "./render-scene.ts";

/** What is to be seen in a product's picture. */
export interface Sitter {
  id: string;
  category: string;
  hero: string;
  beside: readonly string[];
  alt: string;
}

interface Composing {
  sitters: readonly Sitter[];
  folder: PictureFolder;
  /** Finds an object by its code point. */
  cutOut(emoji: string): Promise<CutOut>;
  /** Told after each picture that was made. */
  made(count: number): void;
}

// more would only take turns: each picture is encoded in four sizes at once
const atOnce = 2;

/** Makes the pictures that are missing and answers how many; the list of all is written when the last is there. */
export async function composePictures({ sitters, folder, cutOut, made }: Composing): Promise<number> {
  const pictures: Pictures = {};
  const queue = sitters.values();
  let count = 0;
  const work = async () => {
    for (const { id, category, hero, beside, alt } of queue) {
      const [first, ...others] = await Promise.all([cutOut(hero), ...beside.map(cutOut)]);
      const objects: [CutOut, ...CutOut[]] = [first, ...others];
      const scene = draftScene({ id, category, objects });
      const name = sceneName(scene);
      pictures[id] = { name, tone: scene.tone, alt };
      if (await folder.holds(name)) continue;
      await folder.keep(name, await renderScene(scene, objects));
      count += 1;
      made(count);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  const sorted = Object.entries(pictures).sort(([one], [other]) => (one < other ? -1 : 1));
  await folder.finish(Object.fromEntries(sorted));
  return count;
}
