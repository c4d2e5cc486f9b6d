/** Three digits or so; more would only be noise. */
export function shown(value: number): string {
  const digits = Math.abs(value) < 10 ? 2 : Math.abs(value) < 100 ? 1 : 0;
  return value.toLocaleString("en", { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** Figures of a duration, in the unit that suits it. */
export const shownMicros = (us: number): string => (us < 1000 ? `${shown(us)} µs` : `${shown(us / 1000)} ms`);
