import { router } from "../../trpc.ts";
import { get } from "./get.ts";
import { recommend } from "./recommend.ts";

export const assistantRouter = router({ get, recommend });
