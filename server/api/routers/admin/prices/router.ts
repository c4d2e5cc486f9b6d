import { router } from "../../../trpc.ts";
import { get } from "./get.ts";
import { history } from "./history.ts";
import { preview } from "./preview.ts";
import { revise } from "./revise.ts";

export const pricesRouter = router({ get, history, preview, revise });
