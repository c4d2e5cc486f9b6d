import { router } from "../../trpc.ts";
import { get } from "./get.ts";
import { getPrice } from "./get-price.ts";
import { initialize } from "./initialize.ts";
import { update } from "./update.ts";

export const pricingRouter = router({ get, getPrice, initialize, update });
