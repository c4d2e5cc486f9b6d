import { z } from "zod";
import type { Result } from "./result.ts";

const required = z.string().trim().min(1).max(200);
const optional = z.string().trim().min(1).max(200).nullable();

/** Where to send a bill or a parcel; trimmed, and nothing required is empty. */
export const Address = z.object({
  street: required,
  city: required,
  stateOrRegion: required,
  country: required,
  postalCode: z.string().trim().min(1).max(32),
  name: optional,
  phoneNumber: optional,
});
export type Address = z.output<typeof Address>;

export const addressFields = Address.keyof();
type AddressField = z.output<typeof addressFields>;

const loose = z.string().max(2_000).nullish();

/** An address as it is typed in: any field may be missing, so that the refusal can name the fields. */
export const AddressInput = z.object({
  street: loose,
  city: loose,
  stateOrRegion: loose,
  country: loose,
  postalCode: loose,
  name: loose,
  phoneNumber: loose,
});
export type AddressInput = z.output<typeof AddressInput>;

// A form sends what was not filled in as empty text; for the two optional fields that is nothing.
const orNothing = (text: string | null | undefined) => text?.trim() || null;

/** The address that was typed in, or the fields that are missing or too long. */
export function readAddress(input: AddressInput): Result<Address, AddressField[]> {
  const read = Address.safeParse({
    ...input,
    name: orNothing(input.name),
    phoneNumber: orNothing(input.phoneNumber),
  });
  if (read.success) return { ok: true, value: read.data };
  const wrong = new Set(read.error.issues.map(({ path }) => path[0]));
  return { ok: false, error: addressFields.options.filter((field) => wrong.has(field)) };
}
