import { type AddressField, type AddressKind, type FieldErrors, fieldName } from "./typed-form.ts";

type FieldWords = { label: string; hint?: string; wrong: string; autoComplete: string };

/** The words of an address's fields. */
export const addressWords: Record<AddressField, FieldWords> = {
  name: { label: "Name", hint: "optional", wrong: "Please shorten the name to 200 letters.", autoComplete: "name" },
  street: {
    label: "Street and number",
    wrong: "Enter the street and number.",
    autoComplete: "street-address",
  },
  city: { label: "City", wrong: "Enter the city.", autoComplete: "address-level2" },
  stateOrRegion: { label: "State or region", wrong: "Enter the state or region.", autoComplete: "address-level1" },
  postalCode: {
    label: "Postal code",
    wrong: "Enter the postal code, at most 32 characters.",
    autoComplete: "postal-code",
  },
  country: { label: "Country", wrong: "Enter the country.", autoComplete: "country-name" },
  phoneNumber: {
    label: "Phone",
    hint: "optional, for the carrier only",
    wrong: "Please shorten the phone number to 200 characters.",
    autoComplete: "tel",
  },
};

export const emailWrong = "Enter an e-mail address like name@example.com.";

/** The errors of one address, by field. */
export function addressErrors(kind: AddressKind, fields: readonly AddressField[]): FieldErrors {
  return Object.fromEntries(fields.map((field) => [fieldName(kind, field), addressWords[field].wrong]));
}
