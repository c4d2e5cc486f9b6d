import { createHash } from "node:crypto";
import type { CutOut } from "./cut-out.ts";
import { choosePalette, type Palette } from "./palette.ts";
import { type Spot, sets, side } from "./sets.ts";

/** One object of a scene: which, and the rectangle that it fills. */
interface Layer {
  object: number;
  /** Of the object's file. */
  hash: string;
  left: number;
  top: number;
  width: number;
  height: number;
}

/** All that decides how a picture looks, so that its hash may be the picture's name. */
export interface Scene {
  side: number;
  backdrop: string;
  /** From the farthest to the nearest. */
  layers: Layer[];
  tone: string;
}

export interface Subject {
  id: string;
  category: string;
  /** The hero first. */
  objects: [CutOut, ...CutOut[]];
}

// a pixel of the set may become this many, or its edges would look soft
const mostEnlarged = 2.1;
const hover = 24;

/** Composes a product's scene: the same for the same product and objects, and unlike its neighbours'. */
export function draftScene({ id, category, objects }: Subject): Scene {
  const chance = createHash("sha256").update(id).digest();
  const turn = Number(/\d+$/.exec(id)?.[0] ?? chance.readUInt16BE(0));
  const palette = choosePalette(category, objects[0].colour, chance.readUInt8(2) / 256, chance.readUInt8(4) / 256);
  // a category comes back every nine products: this way it then stands in another set
  const set = (sets[(turn + Math.floor(turn / sets.length)) % sets.length] ?? sets[0])?.(palette);
  if (set === undefined) throw new Error("there is no set to compose a scene in");
  const mirrored = chance.readUInt8(3) % 2 === 1;
  const spots = [set.hero, ...set.beside].map((spot) => (mirrored ? { ...spot, x: side - spot.x } : spot));
  const placed = objects.flatMap((object, at) => {
    const spot = spots[at];
    return spot ? [{ ...place(object, spot), object: at, hash: object.hash, behind: spot.behind === true }] : [];
  });
  const ordered = [...placed.filter(({ behind }) => behind), ...placed.filter(({ behind }) => !behind)];
  const shadows = ordered.map(({ shadow }) => shadow).join("");
  const art = mirrored ? `<g transform="matrix(-1 0 0 1 ${side} 0)">${set.art}</g>` : set.art;
  return {
    side,
    backdrop: backdropOf(palette, art + shadows),
    layers: ordered.map(({ object, hash, left, top, width, height }) => ({ object, hash, left, top, width, height })),
    tone: palette.wall,
  };
}

function place({ width, height, foot }: CutOut, spot: Spot) {
  const scale = Math.min(mostEnlarged, spot.size / Math.max(width, height));
  const [wide, tall] = [Math.round(width * scale), Math.round(height * scale)];
  // what stands on a point would fall: it floats
  const lift = foot.share < 0.24 ? (hover * spot.size) / 500 : 0;
  const left = Math.round(spot.x - wide / 2);
  const reach = lift > 0 ? wide * 0.34 : Math.max(wide * 0.3, (foot.share * wide) / 2);
  const x = Math.round(lift > 0 ? spot.x : left + foot.middle * wide);
  const ellipse = (rx: number, ry: number, strength: number) =>
    `<ellipse cx="${x}" cy="${spot.base}" rx="${rx.toFixed(1)}" ry="${ry.toFixed(1)}" fill="url(#shadow)" opacity="${strength}"/>`;
  const shadow =
    ellipse(reach * 1.5, reach * 0.36, lift > 0 ? 0.45 : 0.5) +
    (lift > 0 ? "" : ellipse(reach * 1.08, reach * 0.13, 0.75));
  return { left, top: Math.round(spot.base - lift - tall + reach * 0.04), width: wide, height: tall, shadow };
}

function backdropOf(palette: Palette, art: string): string {
  const { wall, wallLit, wallShade, shape, shapeShade, floor, floorShade, side: face, top, shadow } = palette;
  const down = (id: string, from: string, to: string) =>
    `<linearGradient id="${id}" x1="0" y1="0" x2="0" y2="1"><stop stop-color="${from}"/><stop offset="1" stop-color="${to}"/></linearGradient>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${side}" height="${side}" viewBox="0 0 ${side} ${side}"><defs>
    <radialGradient id="wall" cx=".36" cy=".22" r="1"><stop stop-color="${wallLit}"/><stop offset=".55" stop-color="${wall}"/><stop offset="1" stop-color="${wallShade}"/></radialGradient>
    ${down("shape", shape, shapeShade)}${down("floor", floor, floorShade)}${down("block", face, wallShade)}
    <linearGradient id="drum"><stop stop-color="${face}"/><stop offset=".35" stop-color="${top}"/><stop offset="1" stop-color="${wallShade}"/></linearGradient>
    <radialGradient id="shadow"><stop stop-color="${shadow}" stop-opacity=".8"/><stop offset=".5" stop-color="${shadow}" stop-opacity=".38"/><stop offset="1" stop-color="${shadow}" stop-opacity="0"/></radialGradient>
  </defs><rect width="${side}" height="${side}" fill="url(#wall)"/>${art}</svg>`;
}
