/** 1,000,000 is 1M: for axes and tables in which many of them stand. */
export function shownCount(x: number): string {
  if (x >= 1e6) return `${x / 1e6}M`;
  return x >= 1e3 ? `${x / 1e3}k` : String(x);
}

export const shownBytes = (x: number): string => (x >= 1e6 ? `${x / 1e6} MB` : `${x / 1e3} KB`);
