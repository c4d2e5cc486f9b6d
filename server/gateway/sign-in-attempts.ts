import type { SignInAttempts } from "#server/api/context.ts";
import { createTokenBuckets } from "./token-buckets.ts";

/** By address against guessing at many accounts, by account against guessing from many addresses. */
export function createSignInAttempts(now: () => number): SignInAttempts {
  const byAddress = createTokenBuckets({ capacity: 50, perSecond: 0.2, max: 50_000, now });
  const byAccount = createTokenBuckets({ capacity: 10, perSecond: 1 / 30, max: 50_000, now });
  return {
    take: (address, email) => byAddress.take(address) || (email === null ? 0 : byAccount.take(email)),
    giveBack(address, email) {
      byAddress.giveBack(address);
      byAccount.giveBack(email);
    },
  };
}
