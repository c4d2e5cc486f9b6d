/** Up to when and where in the feeds a browser has been told everything. */
export type Place = { at: number; places: ReadonlyMap<number, string> };

/** As the id of an event, which the browser sends back when it connects again. */
export const writePlace = ({ at, places }: Place): string =>
  [String(at), ...[...places].map(([partition, cursor]) => `${partition}.${cursor}`)].join("_");

const form = /^\d{1,15}(_\d{1,3}\.\d{1,20}(-\d{1,20})?){0,256}$/;

/** Null for what no event had. */
export function readPlace(text: string): Place | null {
  if (!form.test(text)) return null;
  const [at, ...places] = text.split("_");
  const pairs = places.map((one): [number, string] => {
    const dot = one.indexOf(".");
    return [Number(one.slice(0, dot)), one.slice(dot + 1)];
  });
  return { at: Number(at), places: new Map(pairs) };
}
