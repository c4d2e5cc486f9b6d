import { z } from "zod";

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
export type AddressField = z.output<typeof addressFields>;

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
