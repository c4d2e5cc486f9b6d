/** A colour by lightness (0 to 1), chroma and hue in degrees. */
export type Lch = { l: number; c: number; h: number };

type Lab = { l: number; a: number; b: number };

const toLab = ({ l, c, h }: Lch): Lab => {
  const angle = (h * Math.PI) / 180;
  return { l, a: c * Math.cos(angle), b: c * Math.sin(angle) };
};

const encode = (light: number) => (light <= 0.0031308 ? 12.92 * light : 1.055 * light ** (1 / 2.4) - 0.055);
const decode = (value: number) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);

/** For SVG, which knows no OKLCH here; what sRGB does not have is clipped. */
export function toHex(colour: Lch): string {
  const { l, a, b } = toLab(colour);
  const [x, y, z] = [
    (l + 0.3963377774 * a + 0.2158037573 * b) ** 3,
    (l - 0.1055613458 * a - 0.0638541728 * b) ** 3,
    (l - 0.0894841775 * a - 1.291485548 * b) ** 3,
  ];
  const channels = [
    4.0767416621 * x - 3.3077115913 * y + 0.2309699292 * z,
    -1.2684380046 * x + 2.6097574011 * y - 0.3413193965 * z,
    -0.0041960863 * x - 0.7034186147 * y + 1.707614701 * z,
  ];
  const bytes = channels.map((channel) => Math.round(255 * Math.min(1, Math.max(0, encode(Math.max(0, channel))))));
  return `#${bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}

export function fromRgb(red: number, green: number, blue: number): Lch {
  const [r, g, b] = [decode(red / 255), decode(green / 255), decode(blue / 255)];
  const [x, y, z] = [
    Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b),
    Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b),
    Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b),
  ];
  const l = 0.2104542553 * x + 0.793617785 * y - 0.0040720468 * z;
  const a = 1.9779984951 * x - 2.428592205 * y + 0.4505937099 * z;
  const second = 0.0259040371 * x + 0.7827717662 * y - 0.808675766 * z;
  return { l, c: Math.hypot(a, second), h: ((Math.atan2(second, a) * 180) / Math.PI + 360) % 360 };
}

/** How far two colours look apart; 0.1 is plain to see. */
export function apart(one: Lch, other: Lch): number {
  const [p, q] = [toLab(one), toLab(other)];
  return Math.hypot(p.l - q.l, p.a - q.a, p.b - q.b);
}
