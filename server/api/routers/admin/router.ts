import { router } from "../../trpc.ts";
import { deadLettersRouter } from "./dead-letters/router.ts";
import { me } from "./me.ts";
import { ordersRouter } from "./orders/router.ts";
import { pricesRouter } from "./prices/router.ts";
import { products } from "./products.ts";

export const adminRouter = router({
  deadLetters: deadLettersRouter,
  me,
  orders: ordersRouter,
  prices: pricesRouter,
  products,
});
