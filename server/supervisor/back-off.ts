const first = 100;
const longest = 5_000;
const settled = 30_000;

/** How long to wait before a dead process is started again, from the wait before and how long it then lived. */
export function nextDelay(previous: number | undefined, lifetime: number): number {
  if (previous === undefined || lifetime >= settled) return first;
  return Math.min(previous * 2, longest);
}
