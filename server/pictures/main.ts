// a generation step: composes the pictures of the demo catalogue, in the folder that is given
import { loadCatalogue } from "#server/demo/load-catalogue.ts";
import { composePictures } from "./compose-pictures.ts";
import { type CutOut, readCutOut } from "./cut-out.ts";
import { openPictureFolder } from "./picture-folder.ts";
import { generatedPictures, objectFile } from "./places.ts";
import { sittersOf } from "./sitters.ts";

const sitters = sittersOf(await loadCatalogue());
const cutOuts = new Map<string, Promise<CutOut>>();
const cutOut = (emoji: string): Promise<CutOut> => {
  const known = cutOuts.get(emoji) ?? readCutOut(objectFile(emoji));
  cutOuts.set(emoji, known);
  return known;
};

const made = await composePictures({
  sitters,
  folder: await openPictureFolder(process.argv[2] ?? generatedPictures),
  cutOut,
  made(count) {
    if (count % 24 === 0) console.log(`${count} of ${sitters.length} pictures`);
  },
});
console.log(`${made} pictures made, ${sitters.length - made} were there`);
