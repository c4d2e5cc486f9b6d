import { z } from "zod";
import type { Address, AddressInput } from "#lib/address.ts";

const text = z.string().max(2_000).nullish();

/** An address as the wire has it; which fields must be filled in is the agent's matter. */
export const WireAddress = z
  .object({
    street: text,
    city: text,
    "state-or-region": text,
    country: text,
    "postal-code": text,
    name: text,
    "phone-number": text,
  })
  .transform(
    (wire): AddressInput => ({
      street: wire.street,
      city: wire.city,
      stateOrRegion: wire["state-or-region"],
      country: wire.country,
      postalCode: wire["postal-code"],
      name: wire.name,
      phoneNumber: wire["phone-number"],
    }),
  );

const filled = z.string();

/** An address as it is answered. */
export const WireAddressRead = z.object({
  street: filled,
  city: filled,
  "state-or-region": filled,
  country: filled,
  "postal-code": filled,
  name: filled.nullable(),
  "phone-number": filled.nullable(),
});

export const toWireAddress = (address: Address | null): z.output<typeof WireAddressRead> | null =>
  address === null
    ? null
    : {
        street: address.street,
        city: address.city,
        "state-or-region": address.stateOrRegion,
        country: address.country,
        "postal-code": address.postalCode,
        name: address.name,
        "phone-number": address.phoneNumber,
      };
