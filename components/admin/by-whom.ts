type By = { kind: "guest" | "shopper" | "staff" | "key" | "system"; id: string; name: string | null };

/** Who began something, for those who work for the shop. */
export function byWhom({ kind, id, name }: By): string {
  switch (kind) {
    case "guest":
      return `a guest (${id})`;
    case "shopper":
      return `a shopper (${id})`;
    case "staff":
      return name ?? `somebody of the staff (${id})`;
    case "key":
      return `the API key ${name === null ? id : `“${name}”`}`;
    case "system":
      return `the shop itself (${id})`;
  }
}
