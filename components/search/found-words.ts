/** How much a page of a search's answer shows: all of it, the beginning of more, or a later part. */
export function foundWords({ count, later, more }: { count: number; later: boolean; more: boolean }): string {
  const products = count === 1 ? "product" : "products";
  if (later) return `${count} more ${products}`;
  if (more) return `The first ${count} ${products}`;
  return `${count} ${products} found`;
}
