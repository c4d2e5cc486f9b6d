export type XY = { x: number; y: number };

/** How a cost grows: as `x` to the power of `slope`. `r2` says how well that describes it, 1 being exactly. */
export interface Fit {
  slope: number;
  r2: number;
}

/** The straight line through the logarithms with the least squares. Nothing where fewer than two points have a logarithm. */
export function fitPower(points: readonly XY[]): Fit | undefined {
  const logs = points.filter(({ x, y }) => x > 0 && y > 0).map(({ x, y }) => ({ x: Math.log(x), y: Math.log(y) }));
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const mx = mean(logs.map(({ x }) => x));
  const my = mean(logs.map(({ y }) => y));
  const sum = (of: (point: XY) => number) => logs.reduce((total, point) => total + of(point), 0);
  const sxx = sum(({ x }) => (x - mx) ** 2);
  if (logs.length < 2 || sxx === 0) return undefined;
  const sxy = sum(({ x, y }) => (x - mx) * (y - my));
  const syy = sum(({ y }) => (y - my) ** 2);
  // what never changes is described exactly
  return { slope: sxy / sxx, r2: syy === 0 ? 1 : sxy ** 2 / (sxx * syy) };
}
