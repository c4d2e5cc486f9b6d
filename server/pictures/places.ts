import path from "node:path";
import { fileURLToPath } from "node:url";

/** Where the demo's pictures are composed; ignored by git, as all that is generated. */
export const generatedPictures = path.join(import.meta.dirname, "generated");

const emojiSet = path.dirname(fileURLToPath(import.meta.resolve("@lobehub/fluent-emoji-3d/package.json")));

/** The file of an object of the emoji set, by its code point. */
export const objectFile = (emoji: string): string => path.join(emojiSet, "assets", `${emoji}.webp`);
