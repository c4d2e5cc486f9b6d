/** Of sorted values, the one that so many percent do not exceed. */
export function percentile(sorted: readonly number[], percent: number): number {
  const at = Math.ceil((sorted.length * percent) / 100) - 1;
  return sorted[Math.min(Math.max(at, 0), sorted.length - 1)] ?? Number.NaN;
}
