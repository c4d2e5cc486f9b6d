import { createFollowing, type FollowingOptions } from "./create-following.ts";
import type { Following, Live } from "./live.ts";

type Options = Omit<FollowingOptions, "onEnd"> & {
  /** How many at once. */
  most?: { inAll: number; anAddress: number; aShopper: number };
};

const defaultMost = { inAll: 5_000, anAddress: 200, aShopper: 20 };

/** What the browsers of this process follow. */
export function createLive({ most = defaultMost, ...options }: Options): Live {
  const open = new Set<Following>();
  const counts = new Map<string, number>();
  let closing = false;

  const count = (key: string, by: 1 | -1) => {
    const now = (counts.get(key) ?? 0) + by;
    if (now === 0) counts.delete(key);
    else counts.set(key, now);
  };

  return {
    get open() {
      return open.size;
    },
    follow(request) {
      const address = `address ${request.address}`;
      const shopper = request.shopper && `shopper ${request.shopper.id}`;
      if (closing) return { ok: false, error: "closing" };
      if (open.size >= most.inAll) return { ok: false, error: "full" };
      const taken = (key: string) => counts.get(key) ?? 0;
      if (taken(address) >= most.anAddress || (shopper && taken(shopper) >= most.aShopper)) {
        return { ok: false, error: "too_many" };
      }
      const keys = shopper ? [address, shopper] : [address];
      for (const key of keys) count(key, 1);
      const following = createFollowing(request, {
        ...options,
        onEnd() {
          open.delete(following);
          for (const key of keys) count(key, -1);
        },
      });
      open.add(following);
      return { ok: true, value: following };
    },
    close() {
      closing = true;
      for (const following of open) following.end();
    },
  };
}
