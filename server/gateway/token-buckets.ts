type Options = {
  /** How many at once. */
  capacity: number;
  perSecond: number;
  /** How many keys are remembered; the ones longest unused are forgotten first. */
  max: number;
  now: () => number;
};

/** A token bucket a key, in this process's memory. */
export interface TokenBuckets {
  /** Takes one token: 0 when there was one, else the seconds until there is. */
  take(key: string): number;
  /** Puts a token back that was taken for something that does not count. */
  giveBack(key: string): void;
}

export function createTokenBuckets({ capacity, perSecond, max, now }: Options): TokenBuckets {
  const buckets = new Map<string, { tokens: number; at: number }>();
  return {
    take(key) {
      const time = now();
      const last = buckets.get(key) ?? { tokens: capacity, at: time };
      const tokens = Math.min(capacity, last.tokens + ((time - last.at) / 1000) * perSecond);
      const enough = tokens >= 1;
      buckets.delete(key);
      buckets.set(key, { tokens: enough ? tokens - 1 : tokens, at: time });
      for (const oldest of buckets.keys()) {
        if (buckets.size <= max) break;
        buckets.delete(oldest);
      }
      return enough ? 0 : Math.ceil((1 - tokens) / perSecond);
    },
    giveBack(key) {
      const last = buckets.get(key);
      if (last) last.tokens = Math.min(capacity, last.tokens + 1);
    },
  };
}
