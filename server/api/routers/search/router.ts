import { router } from "../../trpc.ts";
import { facets } from "./facets.ts";
import { products } from "./products.ts";

export const searchRouter = router({ facets, products });
