import type { Database } from "#server/db/client.ts";

/** A guest's cart and orders on their way to the account signed in to. */
export type GuestMove = { guestUserId: string; fromShopperId: string; toShopperId: string };

/** Which moves have begun and not ended. Each step alone may be repeated. */
export interface MoveLedger {
  begin(move: GuestMove): Promise<void>;
  /** The oldest ones that have not ended, of one shopper or of all. */
  pending(toShopperId?: string): Promise<GuestMove[]>;
  end(move: GuestMove): Promise<void>;
}

export const createMoveLedger = (database: Database): MoveLedger => ({
  async begin(move) {
    // a guest moves to one account only: the first that they sign in to
    await database.guestMove.createMany({ data: [move], skipDuplicates: true });
    await database.session.deleteMany({ where: { userId: move.guestUserId } });
  },
  pending: (toShopperId) =>
    database.guestMove.findMany({
      where: toShopperId === undefined ? {} : { toShopperId },
      omit: { createdAt: true },
      orderBy: { createdAt: "asc" },
      take: 100,
    }),
  async end({ guestUserId }) {
    // the row goes last: without it nobody would know that the guest is still there
    await database.user.deleteMany({ where: { id: guestUserId, isAnonymous: true } });
    await database.guestMove.deleteMany({ where: { guestUserId } });
  },
});
