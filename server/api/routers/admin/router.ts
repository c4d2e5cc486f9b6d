import { router } from "../../trpc.ts";
import { me } from "./me.ts";
import { products } from "./products.ts";

export const adminRouter = router({ me, products });
