import { router } from "../../trpc.ts";
import { facets } from "./facets.ts";
import { featured } from "./featured.ts";
import { products } from "./products.ts";

export const searchRouter = router({ facets, featured, products });
