import type { Caller } from "#runtime/contract.ts";

const unnamed: Record<Caller["kind"], string> = {
  staff: "Staff member",
  key: "API key",
  system: "System",
  shopper: "Shopper",
  guest: "Guest",
};

/** Who did something: by name where it is known. */
export function whoWords({ kind, id, name }: Caller & { name: string | null }): string {
  if (kind === "system") return `System (${id})`;
  if (name === null) return `${unnamed[kind]} ${id}`;
  return kind === "key" ? `API key “${name}”` : name;
}
