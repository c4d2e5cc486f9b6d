import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import sharp from "sharp";
import { fromRgb, type Lch } from "./oklab.ts";

/** Decoded pixels, red, green, blue and alpha a byte each. */
interface Pixels {
  data: Buffer;
  width: number;
  height: number;
}

/** One object, measured without the empty space around it. */
export interface CutOut {
  /** Of the file's bytes. */
  hash: string;
  pixels: Pixels;
  left: number;
  top: number;
  width: number;
  height: number;
  /** How much of its width touches the ground, and where the middle of that is. */
  foot: { share: number; middle: number };
  colour: Lch;
}

const seen = 24;
const solid = 128;
const footHeight = 0.07;

/** Reads an object of the emoji set and measures it. */
export async function readCutOut(file: string): Promise<CutOut> {
  const bytes = await readFile(file);
  const { data, info } = await sharp(bytes).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  const pixels = { data, width: info.width, height: info.height };
  return { hash: createHash("sha256").update(bytes).digest("hex"), pixels, ...measure(pixels) };
}

function measure(pixels: Pixels): Omit<CutOut, "hash" | "pixels"> {
  const { left, top, right, bottom } = boundsOf(pixels, seen, 0);
  const [width, height] = [right - left + 1, bottom - top + 1];
  if (width <= 0 || height <= 0) throw new Error("there is nothing to be seen in this object");
  const foot = boundsOf(pixels, solid, Math.floor(bottom - height * footHeight));
  return {
    left,
    top,
    width,
    height,
    foot: {
      share: Math.max(0, foot.right - foot.left) / width,
      middle: foot.right < foot.left ? 0.5 : ((foot.left + foot.right) / 2 - left) / width,
    },
    colour: meanColour(pixels.data),
  };
}

function boundsOf({ data, width, height }: Pixels, alpha: number, fromRow: number) {
  const bounds = { left: width, top: height, right: -1, bottom: -1 };
  for (let y = fromRow; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if ((data[(y * width + x) * 4 + 3] ?? 0) < alpha) continue;
      bounds.left = Math.min(bounds.left, x);
      bounds.right = Math.max(bounds.right, x);
      bounds.top = Math.min(bounds.top, y);
      bounds.bottom = y;
    }
  }
  return bounds;
}

function meanColour(data: Buffer): Lch {
  let [weight, red, green, blue] = [0, 0, 0, 0];
  for (let at = 0; at < data.length; at += 4) {
    if ((data[at + 3] ?? 0) < solid) continue;
    weight += 1;
    red += data[at] ?? 0;
    green += data[at + 1] ?? 0;
    blue += data[at + 2] ?? 0;
  }
  return weight === 0 ? { l: 0.5, c: 0, h: 0 } : fromRgb(red / weight, green / weight, blue / weight);
}
