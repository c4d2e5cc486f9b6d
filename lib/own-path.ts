// never visited; only to see what a browser would make of the path
const base = "http://shop.invalid";

/** A path of this shop to go on to, or `otherwise`: whatever a link said, nobody is sent to another site. */
export function ownPath(wanted: unknown, otherwise: string): string {
  if (typeof wanted !== "string" || !wanted.startsWith("/") || !URL.canParse(wanted, base)) return otherwise;
  const { origin, pathname, search, hash } = new URL(wanted, base);
  // "/.//elsewhere" is on this site, but what is left of it is not
  if (origin !== base || pathname.startsWith("//")) return otherwise;
  return `${pathname}${search}${hash}`;
}
