import type { Address, AddressInput } from "#lib/address.ts";

export type AddressField = keyof Address;

/** The two addresses of the form; their names are the prefixes of its fields. */
export type AddressKind = "billing" | "shipping";

export const addressOrder: AddressField[] = [
  "name",
  "street",
  "city",
  "stateOrRegion",
  "postalCode",
  "country",
  "phoneNumber",
];

export const fieldName = (kind: AddressKind, field: AddressField) => `${kind}.${field}`;

const textOf = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
};

/** What stands in the fields of one address. */
export function typedAddress(form: FormData, kind: AddressKind): AddressInput {
  return Object.fromEntries(addressOrder.map((field) => [field, textOf(form, fieldName(kind, field))]));
}

export const typedEmail = (form: FormData): string => textOf(form, "email");

/** Errors by the name of their field. */
export type FieldErrors = Record<string, string>;
