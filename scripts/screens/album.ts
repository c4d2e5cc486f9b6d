import fs from "node:fs";
import path from "node:path";
import sharp from "sharp";
import type { ShownPage } from "../../e2e/pages.ts";
import { gallery } from "./gallery.ts";
import type { Picture } from "./photograph.ts";

interface Album {
  add(page: ShownPage, picture: Picture): Promise<void>;
  /** Writes the gallery, removes pictures of pages that are gone, and says what there is now. */
  close(pages: readonly ShownPage[]): string;
}

/** The folder of pictures. They keep their names, so that a changed page is a changed picture. */
export function openAlbum(folder: string): Album {
  fs.mkdirSync(folder, { recursive: true });
  const kept = new Set<string>();
  let bytes = 0;
  return {
    async add({ name }, { look, png }) {
      const file = `${name}-${look}.webp`;
      const picture = await sharp(png).webp({ quality: 72, effort: 6, smartSubsample: true }).toBuffer();
      fs.writeFileSync(path.join(folder, file), picture);
      kept.add(file);
      bytes += picture.length;
    },
    close(pages) {
      fs.writeFileSync(path.join(folder, "README.md"), gallery(pages));
      const stale = fs.readdirSync(folder).filter((file) => /\.(png|webp)$/.test(file) && !kept.has(file));
      for (const file of stale) fs.rmSync(path.join(folder, file));
      return `${kept.size} pictures, ${(bytes / 2 ** 20).toFixed(1)} MB; ${stale.length} old ones removed.`;
    },
  };
}
