/** Entries by id that keep the order in which they came; an object alone would sort ids that look like numbers. */
export type Lines<T extends { position: number }> = Record<string, T>;

/** The entry of that id; "constructor" is a legal id, so what every object inherits is not one. */
export function lineOf<T extends { position: number }>(lines: Lines<T>, id: string): T | undefined {
  return Object.hasOwn(lines, id) ? lines[id] : undefined;
}

export function inOrder<T extends { position: number }>(lines: Readonly<Lines<T>>): [id: string, line: T][] {
  return Object.entries(lines).sort(([, a], [, b]) => a.position - b.position);
}

export function nextPosition(lines: Readonly<Lines<{ position: number }>>): number {
  return Object.values(lines).reduce((next, { position }) => Math.max(next, position + 1), 0);
}
