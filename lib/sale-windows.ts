type Window = { readonly start: string | null; readonly end: string | null };

/** When prices change by the clock alone: the instants after `now` at which a sale starts or ends, the next one first. */
export function instantsAfter(windows: readonly Window[], now: number): number[] {
  const all = windows.flatMap(({ start, end }) =>
    [start, end].flatMap((text) => (text === null ? [] : Date.parse(text))),
  );
  return [...new Set(all.filter((instant) => instant > now))].sort((a, b) => a - b);
}
