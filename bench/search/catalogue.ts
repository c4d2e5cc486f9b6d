/** A catalogue as large as is wished, the same each time: product `n` can be told from its number alone. */
const beginnings =
  "am bel cor dra el fin gol har is jun kel lum mor nor or pel quin ros sil tam ul ver wil yar zin".split(" ");
const middles = "a e i o u ai ea io ou ei".split(" ");
const endings = "band berg cast dale ford grim hold kin lock mere nock pole rick ster ton vale wick yard zell".split(
  " ",
);
const things =
  "mug bowl kettle lamp chair table shelf basket candle blanket rug clock mirror vase tray jug pan knife board".split(
    " ",
  );

/** One of 4,750 made-up words. */
function word(n: number): string {
  const at = <T>(list: readonly T[], index: number) => list[index % list.length] as T;
  const middle = Math.floor(n / beginnings.length);
  return at(beginnings, n) + at(middles, middle) + at(endings, Math.floor(middle / middles.length));
}

export const brandOf = (n: number): string => `${word((n % 500) + 1_000)} & co`;
export const tagOf = (n: number): string => word((n % 300) + 2_000);

/** A number that looks as if it was drawn, the same for the same `n`. */
const scattered = (n: number): number => Math.imul(n ^ (n >>> 15), 0x2c1b3c6d) >>> 4;

/** The words of a product's name; the second one is a thing of which there are few kinds. */
export const nameOf = (n: number): [string, string] => [
  word(scattered(n) % 4_750),
  things[scattered(n + 7) % things.length] ?? "mug",
];

export function entry(n: number) {
  const [which, thing] = nameOf(n);
  const words = Array.from({ length: 25 }, (_, place) => word(scattered(n * 31 + place) % 4_750));
  return {
    name: `${which} ${thing}`,
    brand: brandOf(n),
    description: `A ${thing} for every day. ${words.join(" ")}.`,
    tags: [tagOf(n), tagOf(scattered(n + 3)), thing],
  };
}
