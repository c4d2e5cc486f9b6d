import { z } from "zod";
import { AddressInput, addressFields } from "#lib/address.ts";

export const AddressUpdate = z.object({ address: AddressInput });
export const AddressNotValid = z.object({ fields: z.array(addressFields) });
