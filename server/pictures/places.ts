import path from "node:path";

/** Where the demo's pictures are composed; ignored by git, as all that is generated. */
export const generatedPictures = path.join(import.meta.dirname, "generated");

const assets = path.join(import.meta.dirname, "../../node_modules/@lobehub/fluent-emoji-3d/assets");

/** The file of an object of the emoji set, by its code point. */
export const objectFile = (emoji: string): string => path.join(assets, `${emoji}.webp`);
