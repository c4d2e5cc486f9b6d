import { markdownTable } from "#lib/markdown-table.ts";
import { CannotMeasure } from "../cannot-measure.ts";
import { shown } from "../shown.ts";
import type { Comparable } from "./comparable.ts";

export interface Change {
  row: string;
  figure: string;
  before: number;
  after: number;
  /** After to before; not a number where both are 0. */
  ratio: number;
  verdict: "better" | "worse" | "";
}

/** Less than this is the noise of a quiet machine. */
const noise = 0.05;

/** The more of these the better; of all others the less. */
const moreIsBetter = new Set(["perSecond", "rps"]);
/** They say how long it was measured, not how well it went. */
const tellsNothing = new Set(["samples", "x"]);

/** How each figure of `after` is to the same of `before`; what only one of them has is passed over. */
export function changesOf(before: Comparable, after: Comparable): Change[] {
  const earlier = new Map(before.rows.map((row) => [row.name, row.figures]));
  return after.rows.flatMap(({ name, figures }) =>
    Object.entries(figures).flatMap(([figure, now]) => {
      const then = earlier.get(name)?.[figure];
      return then === undefined || tellsNothing.has(figure) ? [] : [change(name, figure, then, now)];
    }),
  );
}

function change(row: string, figure: string, before: number, after: number): Change {
  const ratio = after / before;
  const isNoise = before === after || Math.abs(ratio - 1) <= noise;
  const isBetter = after > before === moreIsBetter.has(figure);
  return { row, figure, before, after, ratio, verdict: isNoise ? "" : isBetter ? "better" : "worse" };
}

/** The comparison as text. Throws where the two are not of one kind, or have no row in common. */
export function comparison(before: Comparable, after: Comparable, all: boolean): string {
  if (before.kind !== after.kind)
    throw new CannotMeasure(
      `The first file is of the kind ${before.kind} and the second of ${after.kind}: only results of one kind can be compared.`,
    );
  const changes = changesOf(before, after);
  if (changes.length === 0) throw new CannotMeasure("The two results have nothing in common.");
  const listed = changes.filter(({ verdict }) => all || verdict !== "");
  const count = (wanted: Change["verdict"]) => changes.filter(({ verdict }) => verdict === wanted).length;
  const table = markdownTable(
    ["", "figure", "before", "after", "ratio", ""],
    listed.map(({ row, figure, before: then, after: now, ratio, verdict }) => [
      row,
      figure,
      shown(then),
      shown(now),
      Number.isFinite(ratio) ? `${ratio.toFixed(2)}×` : "–",
      verdict,
    ]),
  );
  return [
    `${after.kind}: ${described(before)}, then ${described(after)}.`,
    ...(listed.length > 0 ? [table] : []),
    `${count("better")} better, ${count("worse")} worse, ${count("")} within ${noise * 100} %.`,
    ...onlyIn(before, after),
  ].join("\n\n");
}

const described = ({ startedAt, commit, remarks }: Comparable) =>
  [`${startedAt.slice(0, 16).replace("T", " ")} at ${commit}`, ...remarks].join(", ");

function onlyIn(before: Comparable, after: Comparable): string[] {
  const names = ({ rows }: Comparable) => new Set(rows.map(({ name }) => name));
  const gone = [...names(before)].filter((name) => !names(after).has(name));
  const fresh = [...names(after)].filter((name) => !names(before).has(name));
  return [
    ...(gone.length > 0 ? [`Only in the first: ${gone.join("; ")}.`] : []),
    ...(fresh.length > 0 ? [`Only in the second: ${fresh.join("; ")}.`] : []),
  ];
}
