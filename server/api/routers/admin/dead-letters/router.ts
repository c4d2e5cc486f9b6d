import { router } from "../../../trpc.ts";
import { count } from "./count.ts";
import { discard } from "./discard.ts";
import { get } from "./get.ts";
import { list } from "./list.ts";
import { outcome } from "./outcome.ts";
import { replay } from "./replay.ts";

export const deadLettersRouter = router({ count, discard, get, list, outcome, replay });
