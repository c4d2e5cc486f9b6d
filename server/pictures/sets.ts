import type { Palette } from "./palette.ts";

/** Where an object stands: the middle of its foot, and the side of the square that it fits into. */
export interface Spot {
  x: number;
  base: number;
  size: number;
  /** Stands farther from the eye than the hero. */
  behind?: boolean;
}

/** What a scene is played on. */
export interface StageSet {
  art: string;
  hero: Spot;
  beside: Spot[];
}

export const side = 960;
const middle = side / 2;

const floor = (horizon: number) =>
  `<rect y="${horizon}" width="${side}" height="${side - horizon}" fill="url(#floor)"/>`;

function alcove({ shapeShade }: Palette): StageSet {
  return {
    art: `${floor(676)}
      <path d="M196 676V404a284 284 0 0 1 568 0v272z" fill="url(#shape)"/>
      <path d="M196 676V404a284 284 0 0 1 568 0v272h-26V404a258 258 0 0 0-516 0v272z" fill="${shapeShade}" opacity=".55"/>`,
    hero: { x: middle, base: 752, size: 500 },
    beside: [
      { x: 214, base: 806, size: 226 },
      { x: 748, base: 738, size: 236, behind: true },
      { x: 760, base: 836, size: 150 },
    ],
  };
}

function disc(): StageSet {
  return {
    art: `<circle cx="${middle}" cy="420" r="300" fill="url(#shape)"/>
      <path d="M0 700Q${middle} 640 ${side} 700V${side}H0z" fill="url(#floor)"/>`,
    hero: { x: middle + 24, base: 764, size: 510 },
    beside: [
      { x: 208, base: 744, size: 240, behind: true },
      { x: 760, base: 824, size: 216 },
      { x: 300, base: 846, size: 140 },
    ],
  };
}

function plinth({ top, side: face, wallShade }: Palette): StageSet {
  return {
    art: `${floor(640)}
      <path d="M184 716v92a296 66 0 0 0 592 0v-92z" fill="url(#drum)"/>
      <path d="M184 808a296 66 0 0 0 592 0v14a296 66 0 0 1-592 0z" fill="${wallShade}" opacity=".5"/>
      <ellipse cx="${middle}" cy="716" rx="296" ry="66" fill="${top}"/>
      <ellipse cx="${middle}" cy="716" rx="272" ry="58" fill="${face}" opacity=".16"/>`,
    hero: { x: middle - 6, base: 728, size: 500 },
    beside: [
      { x: 690, base: 752, size: 206 },
      { x: 164, base: 724, size: 220, behind: true },
      { x: 276, base: 752, size: 130 },
    ],
  };
}

function steps({ top, wallShade }: Palette): StageSet {
  return {
    art: `${floor(650)}
      <path d="M590 560l56-44h314v44z" fill="${top}"/><path d="M590 560h370v180H590z" fill="url(#block)"/>
      <path d="M590 740h370v20H568z" fill="${wallShade}" opacity=".5"/>`,
    hero: { x: middle - 30, base: 796, size: 500 },
    beside: [
      { x: 782, base: 544, size: 226, behind: true },
      { x: 178, base: 856, size: 212 },
      { x: 754, base: 846, size: 166 },
    ],
  };
}

function daylight(): StageSet {
  const pane = (x: number, y: number) => `<path d="M${x} ${y}l150 -44v214l-150 44z" fill="#fff" opacity=".34"/>`;
  return {
    art: `${floor(690)}
      <g>${pane(150, 150)}${pane(322, 100)}${pane(150, 388)}${pane(322, 338)}</g>
      <path d="M0 690h${side}v10H0z" fill="#fff" opacity=".22"/>`,
    hero: { x: middle + 10, base: 776, size: 510 },
    beside: [
      { x: 762, base: 744, size: 220, behind: true },
      { x: 216, base: 824, size: 216 },
      { x: 736, base: 842, size: 150 },
    ],
  };
}

function hills({ shape, shapeShade, wallShade }: Palette): StageSet {
  return {
    art: `<circle cx="700" cy="250" r="110" fill="#fff" opacity=".3"/>
      <path d="M0 520C160 400 330 420 480 520S800 600 ${side} 450V${side}H0z" fill="${shape}" opacity=".7"/>
      <path d="M0 620C200 520 420 640 600 600S860 520 ${side} 590V${side}H0z" fill="${wallShade}"/>
      <path d="M0 690Q300 640 560 680T${side} 670V${side}H0z" fill="url(#floor)"/>
      <path d="M0 690Q300 640 560 680T${side} 670v8Q700 690 560 688T0 698z" fill="${shapeShade}" opacity=".5"/>`,
    hero: { x: middle - 10, base: 776, size: 510 },
    beside: [
      { x: 196, base: 752, size: 216, behind: true },
      { x: 756, base: 824, size: 232 },
      { x: 276, base: 848, size: 140 },
    ],
  };
}

/** The sets that a scene may be given, in the order in which products take turns. */
export const sets: ((palette: Palette) => StageSet)[] = [alcove, daylight, disc, plinth, hills, steps];
