import { apart, type Lch, toHex } from "./oklab.ts";

/** The hue of each category, as in the shop's own tiles. */
const hues: Record<string, number> = {
  kitchen: 48,
  pantry: 70,
  garden: 128,
  outdoors: 158,
  audio: 198,
  travel: 238,
  desk: 268,
  home: 305,
  toys: 8,
};

const tones = {
  pale: { l: 0.91, c: 0.042 },
  clear: { l: 0.83, c: 0.085 },
  full: { l: 0.72, c: 0.115 },
  deep: { l: 0.47, c: 0.095 },
};

// which tone is tried first, by mood: deep ones are the exception
const moods = [
  [tones.pale, tones.clear, tones.deep, tones.full],
  [tones.clear, tones.pale, tones.deep, tones.full],
  [tones.full, tones.clear, tones.pale, tones.deep],
  [tones.clear, tones.full, tones.pale, tones.deep],
  [tones.pale, tones.full, tones.clear, tones.deep],
  [tones.deep, tones.clear, tones.pale, tones.full],
  [tones.full, tones.pale, tones.clear, tones.deep],
];

const enough = 0.155;
const widest = 34;

/** The colours of a scene, as hex. */
export interface Palette {
  wall: string;
  wallLit: string;
  wallShade: string;
  shape: string;
  shapeShade: string;
  floor: string;
  floorShade: string;
  top: string;
  side: string;
  shadow: string;
}

/** A wall in about the category's hue that the hero stands out from; `mood` and `drift` are from 0 to 1. */
export function choosePalette(category: string, hero: Lch, mood: number, drift: number): Palette {
  const h = (hues[category] ?? 70) + (drift - 0.5) * widest;
  const walls = (moods[Math.floor(mood * moods.length)] ?? [tones.pale]).map((tone): Lch => {
    // dark yellow is mud
    const muddy = tone === tones.deep && h > 40 && h < 110;
    return { ...tone, h: muddy ? 28 : h };
  });
  const wall =
    walls.find((candidate) => apart(candidate, hero) > enough) ??
    walls.reduce((one, other) => (apart(other, hero) > apart(one, hero) ? other : one));
  const shade = (by: number, chroma = 1): string =>
    toHex({ l: Math.min(0.985, wall.l + by), c: wall.c * chroma, h: wall.h });
  return {
    wall: shade(0),
    wallLit: shade(0.06, 0.8),
    wallShade: shade(-0.075, 1.15),
    shape: shade(wall.l > 0.85 ? -0.07 : 0.08, 1.1),
    shapeShade: shade(wall.l > 0.85 ? -0.02 : 0.01, 1.1),
    floor: shade(0.045, 0.85),
    floorShade: shade(-0.1, 1.1),
    top: shade(wall.l < 0.6 ? 0.17 : 0.1, 0.7),
    side: shade(-0.045, 1.1),
    shadow: toHex({ l: 0.2, c: 0.04, h: wall.h }),
  };
}
