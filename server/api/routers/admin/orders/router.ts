import { router } from "../../../trpc.ts";
import { cancel } from "./cancel.ts";
import { get } from "./get.ts";
import { list } from "./list.ts";
import { ship } from "./ship.ts";

export const ordersRouter = router({ cancel, get, list, ship });
