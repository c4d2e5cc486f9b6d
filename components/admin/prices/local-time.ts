const two = (number: number): string => String(number).padStart(2, "0");

/** An instant as a date-and-time field has it, so many minutes ahead of UTC; seconds only where there are some. */
export function fieldText(instant: string | null, aheadOfUtc: (at: Date) => number): string {
  if (instant === null) return "";
  const at = new Date(instant);
  const local = new Date(at.getTime() + aheadOfUtc(at) * 60_000).toISOString();
  return at.getTime() % 60_000 === 0 ? local.slice(0, 16) : local.slice(0, 23);
}

/** The instant that a field means in this browser's zone; null where it is empty or beyond what can be written. */
export function instantOf(text: string): string | null {
  const at = new Date(text);
  return text === "" || Number.isNaN(at.getTime()) || at.getUTCFullYear() > 9999 ? null : at.toISOString();
}

/** "UTC+2" for 120. */
export function offsetWords(minutes: number): string {
  const size = Math.abs(minutes);
  const rest = size % 60 === 0 ? "" : `:${two(size % 60)}`;
  return minutes === 0 ? "UTC" : `UTC${minutes < 0 ? "−" : "+"}${Math.floor(size / 60)}${rest}`;
}
