import type { Log } from "#runtime/log.ts";
import type { Belongings } from "./move-belongings.ts";
import type { GuestMove, MoveLedger } from "./move-ledger.ts";

type Options = { ledger: MoveLedger; belongings: Belongings; log: Log };

/** Moves that survive a crash: begun in the database before anything moves, ended there after everything has. */
export interface GuestMoves {
  /** From here on this guest's things belong to that shopper, and nobody is this guest any more. */
  begin(move: GuestMove): Promise<void>;
  /** Finishes the moves to one shopper, or all that are left over; answers whether everything has arrived. */
  finish(toShopperId?: string): Promise<boolean>;
}

export function createGuestMoves({ ledger, belongings, log }: Options): GuestMoves {
  async function finishOne(move: GuestMove): Promise<boolean> {
    try {
      // the cart first: a checkout that was under way in it is in the history afterwards
      await belongings.moveCart(move);
      await belongings.moveHistory(move);
      await ledger.end(move);
      return true;
    } catch (error) {
      log("warn", "a guest's cart has not arrived yet and is tried again", { error, to: move.toShopperId });
      return false;
    }
  }

  return {
    begin: (move) => ledger.begin(move),
    async finish(toShopperId) {
      const moves = await ledger.pending(toShopperId);
      const arrived: boolean[] = [];
      for (const move of moves) arrived.push(await finishOne(move));
      return arrived.every(Boolean);
    },
  };
}
