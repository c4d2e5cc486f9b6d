/** A Markdown table that also lines up where it is printed: the first column to the left, the others to the right. */
export function markdownTable(head: string[], rows: string[][]): string {
  const widths = head.map((_, column) => Math.max(3, ...[head, ...rows].map((cells) => cells[column]?.length ?? 0)));
  const line = (cells: string[]) =>
    `| ${widths.map((width, column) => align(cells[column] ?? "", width, column)).join(" | ")} |`;
  const rule = widths.map((width, column) => (column === 0 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`));
  return [line(head), `| ${rule.join(" | ")} |`, ...rows.map(line)].join("\n");
}

const align = (text: string, width: number, column: number) =>
  column === 0 ? text.padEnd(width) : text.padStart(width);
