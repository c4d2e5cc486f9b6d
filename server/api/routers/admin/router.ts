import { router } from "../../trpc.ts";
import { me } from "./me.ts";
import { previewPrices } from "./preview-prices.ts";
import { priceHistory } from "./price-history.ts";
import { prices } from "./prices.ts";
import { products } from "./products.ts";
import { revisePrices } from "./revise-prices.ts";

export const adminRouter = router({ me, previewPrices, priceHistory, prices, products, revisePrices });
