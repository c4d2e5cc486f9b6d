import { z } from "zod";
import { Id } from "#lib/ids.ts";
import { contract } from "#runtime/contract.ts";

/** The moves of one cart's content, by that cart's id. It asks both carts, so that no cart ever waits for another. */
export const cartMove = contract("cartMove", {
  queries: {},
  commands: {
    /** Puts everything into that shopper's cart; answers the product ids for which there was no room. */
    move: { input: z.object({ to: Id }), returns: z.object({ leftOut: z.array(Id) }) },
  },
});
