import { markdownTable } from "#lib/markdown-table.ts";
import type { FigureRow } from "../rows.ts";
import { shown, shownMicros } from "../shown.ts";

const kib = (bytes: number) => `${shown(bytes / 1024)} KiB`;

/** Two tables: what the server does under load, and what a browser loads. */
export function tables(rows: readonly FigureRow[]): string {
  const served = rows.filter(({ figures }) => figures.perSecond !== undefined);
  const visited = rows.filter(({ figures }) => figures.scriptBytes !== undefined);
  return [
    markdownTable(
      ["page", "a second", "median", "p99"],
      served.map(({ name, figures: { perSecond = 0, p50Us = 0, p99Us = 0 } }) => [
        name,
        shown(perSecond),
        ...[p50Us, p99Us].map(shownMicros),
      ]),
    ),
    markdownTable(
      ["page", "JavaScript", "files", "everything", "first paint", "loaded"],
      visited.map(({ name, figures }) => {
        const { scriptBytes = 0, scripts = 0, bytes = 0, firstPaintMs = 0, loadMs = 0 } = figures;
        return [
          name,
          kib(scriptBytes),
          String(scripts),
          kib(bytes),
          `${shown(firstPaintMs)} ms`,
          `${shown(loadMs)} ms`,
        ];
      }),
    ),
    "JavaScript and everything as they come over the wire, compressed, until the page is loaded.",
  ].join("\n\n");
}
