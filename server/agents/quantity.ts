import { MAX_QUANTITY, MIN_QUANTITY, Quantity } from "./item.contract.ts";

export const isQuantity = (quantity: number): boolean => Quantity.safeParse(quantity).success;

/** The detail of `quantity_not_valid`. */
export const quantityBounds = (productId: string) => ({ productId, minimum: MIN_QUANTITY, maximum: MAX_QUANTITY });
