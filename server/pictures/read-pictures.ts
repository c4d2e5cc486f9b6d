import { readFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import type { Pictures } from "#lib/picture.ts";

const Manifest = z.record(
  z.string(),
  z.strictObject({
    name: z.string().regex(/^[0-9a-f]{16}$/),
    tone: z.string().regex(/^#[0-9a-f]{6}$/),
    alt: z.string().min(1),
  }),
);

/** Lists a folder's pictures; written when all of them are there. */
export const manifestFile = (folder: string): string => path.join(folder, "manifest.json");

/** The pictures of a folder; none where nothing was composed yet or by a version that wrote something else. */
export async function readPictures(folder: string): Promise<Pictures> {
  try {
    return Manifest.parse(JSON.parse(await readFile(manifestFile(folder), "utf8")));
  } catch {
    return {};
  }
}
