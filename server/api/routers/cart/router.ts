import { router } from "../../trpc.ts";
import { addItem } from "./add-item.ts";
import { checkout } from "./checkout.ts";
import { clear } from "./clear.ts";
import { get } from "./get.ts";
import { removeItem } from "./remove-item.ts";
import { setBillingAddress } from "./set-billing-address.ts";
import { setEmail } from "./set-email.ts";
import { setQuantity } from "./set-quantity.ts";
import { setShippingAddress } from "./set-shipping-address.ts";

export const cartRouter = router({
  addItem,
  checkout,
  clear,
  get,
  removeItem,
  setBillingAddress,
  setEmail,
  setQuantity,
  setShippingAddress,
});
