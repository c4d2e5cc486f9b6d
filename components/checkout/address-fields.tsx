import type { Address } from "#lib/address.ts";
import { TextField } from "../ui/text-field.tsx";
import { addressWords } from "./field-words.ts";
import { type AddressField, type AddressKind, addressOrder, type FieldErrors, fieldName } from "./typed-form.ts";

type Props = {
  kind: AddressKind;
  legend: string;
  known: Address | null;
  errors: FieldErrors;
  onTyped: (name: string) => void;
};

const pairs: Partial<Record<AddressField, string>> = {
  city: "sm:col-span-1",
  stateOrRegion: "sm:col-span-1",
  postalCode: "sm:col-span-1",
  country: "sm:col-span-1",
};

/** The fields of one address. */
export function AddressFields({ kind, legend, known, errors, onTyped }: Props) {
  return (
    <fieldset className="grid gap-x-4 gap-y-5 sm:grid-cols-2">
      <legend className="mb-4 font-display text-2xl font-semibold">{legend}</legend>
      {addressOrder.map((field) => {
        const { label, hint, autoComplete } = addressWords[field];
        const name = fieldName(kind, field);
        return (
          <TextField
            key={field}
            name={name}
            label={label}
            {...(hint && { hint })}
            type={field === "phoneNumber" ? "tel" : "text"}
            autoComplete={`${kind} ${autoComplete}`}
            defaultValue={known?.[field] ?? ""}
            error={errors[name]}
            onChange={() => onTyped(name)}
            className={pairs[field] ?? "sm:col-span-2"}
          />
        );
      })}
    </fieldset>
  );
}
