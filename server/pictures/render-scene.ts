import { createHash } from "node:crypto";
import sharp from "sharp";
import { pictureWidths } from "#lib/picture.ts";
import type { CutOut } from "./cut-out.ts";
import type { Scene } from "./draft-scene.ts";

const encoding = { quality: 82, effort: 2 };

/** The name of a scene's picture: a hash of everything that decides how it looks. */
export function sceneName(scene: Scene): string {
  const recipe = JSON.stringify([scene, pictureWidths, encoding]);
  return createHash("sha256").update(recipe).digest("hex").slice(0, 16);
}

/** Draws a scene once, large, and answers it in every width. */
export async function renderScene(
  scene: Scene,
  objects: readonly CutOut[],
): Promise<{ width: number; bytes: Buffer }[]> {
  const placed = await Promise.all(
    scene.layers.flatMap((layer) => {
      const source = objects[layer.object];
      return source ? [cutTo(source, layer)] : [];
    }),
  );
  const { data, info } = await sharp(Buffer.from(scene.backdrop))
    .composite(placed)
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const whole = { raw: { width: info.width, height: info.height, channels: info.channels } };
  return Promise.all(
    pictureWidths.map(async (width) => ({
      width,
      bytes: await sharp(data, whole).resize(width, width).webp(encoding).toBuffer(),
    })),
  );
}

async function cutTo({ pixels, ...from }: CutOut, { left, top, width, height }: Scene["layers"][number]) {
  const { data, info } = await sharp(pixels.data, { raw: { width: pixels.width, height: pixels.height, channels: 4 } })
    .extract({ left: from.left, top: from.top, width: from.width, height: from.height })
    .resize(width, height, { fit: "fill" })
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { input: data, raw: { width: info.width, height: info.height, channels: info.channels }, left, top };
}
