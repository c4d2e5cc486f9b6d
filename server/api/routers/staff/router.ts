import { router } from "../../trpc.ts";
import { list } from "./list.ts";
import { setRole } from "./set-role.ts";

export const staffRouter = router({ list, setRole });
