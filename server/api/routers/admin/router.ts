import { router } from "../../trpc.ts";
import { deadLettersRouter } from "./dead-letters/router.ts";
import { me } from "./me.ts";
import { ordersRouter } from "./orders/router.ts";
import { previewPrices } from "./preview-prices.ts";
import { priceHistory } from "./price-history.ts";
import { prices } from "./prices.ts";
import { products } from "./products.ts";
import { revisePrices } from "./revise-prices.ts";

export const adminRouter = router({
  deadLetters: deadLettersRouter,
  me,
  orders: ordersRouter,
  previewPrices,
  priceHistory,
  prices,
  products,
  revisePrices,
});
