import { router } from "../../trpc.ts";
import { get } from "./get.ts";
import { timeline } from "./timeline.ts";

export const orderRouter = router({ get, timeline });
