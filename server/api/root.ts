import { accountRouter } from "./routers/account/router.ts";
import { adminRouter } from "./routers/admin/router.ts";
import { assistantRouter } from "./routers/assistant/router.ts";
import { cartRouter } from "./routers/cart/router.ts";
import { historyRouter } from "./routers/history/router.ts";
import { liveRouter } from "./routers/live/router.ts";
import { orderRouter } from "./routers/order/router.ts";
import { pricingRouter } from "./routers/pricing/router.ts";
import { productRouter } from "./routers/product/router.ts";
import { searchRouter } from "./routers/search/router.ts";
import { staffRouter } from "./routers/staff/router.ts";
import { createCallerFactory, router } from "./trpc.ts";

export const appRouter = router({
  account: accountRouter,
  admin: adminRouter,
  assistant: assistantRouter,
  cart: cartRouter,
  history: historyRouter,
  live: liveRouter,
  order: orderRouter,
  pricing: pricingRouter,
  product: productRouter,
  search: searchRouter,
  staff: staffRouter,
});

export type AppRouter = typeof appRouter;

/** Calls the procedures from this process, without HTTP. */
export const createCaller = createCallerFactory(appRouter);
export type ApiCaller = ReturnType<typeof createCaller>;
