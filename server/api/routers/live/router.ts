import { router } from "../../trpc.ts";
import { changes } from "./changes.ts";

export const liveRouter = router({ changes });
