import fs from "node:fs/promises";
import path from "node:path";
import { type Pictures, pictureFile, pictureWidths } from "#lib/picture.ts";
import { manifestFile, readPictures } from "./read-pictures.ts";

const draftEnding = ".draft";

/** Where composed pictures are kept: what has its own name there is whole. */
export interface PictureFolder {
  holds(name: string): Promise<boolean>;
  keep(name: string, files: readonly { width: number; bytes: Buffer }[]): Promise<void>;
  /** Writes down what there is now, and removes what neither that nor a shop that still runs asks for. */
  finish(pictures: Pictures): Promise<void>;
}

/** The folder that the gateway serves. */
export const servedFolder = (folder: string): string => path.join(folder, "files");

export async function openPictureFolder(folder: string): Promise<PictureFolder> {
  const files = servedFolder(folder);
  await fs.mkdir(files, { recursive: true });

  async function write(file: string, content: string | Buffer): Promise<void> {
    const draft = `${file}.${process.pid}${draftEnding}`;
    await fs.writeFile(draft, content);
    await fs.rename(draft, file);
  }

  return {
    async holds(name) {
      const there = new Set(await fs.readdir(files));
      return pictureWidths.every((width) => there.has(pictureFile(name, width)));
    },
    async keep(name, made) {
      for (const { width, bytes } of made) await write(path.join(files, pictureFile(name, width)), bytes);
    },
    async finish(pictures) {
      const before = await readPictures(folder);
      const asked = new Set([...filesOf(before), ...filesOf(pictures)]);
      await write(manifestFile(folder), `${JSON.stringify(pictures, null, 2)}\n`);
      for (const name of await fs.readdir(files)) {
        if (!asked.has(name)) await fs.rm(path.join(files, name), { force: true });
      }
    },
  };
}

const filesOf = (pictures: Pictures): string[] =>
  Object.values(pictures).flatMap(({ name }) => pictureWidths.map((width) => pictureFile(name, width)));
