type Options<V> = {
  load: (key: string) => Promise<V>;
  /** How long a value counts as fresh, in milliseconds. */
  freshFor: (value: V) => number;
  /** How long a value may still be used when it cannot be loaded again. */
  staleFor: number;
  max: number;
  now: () => number;
};

/** What was looked up a moment ago, kept in memory: joins look-ups under way and forgets the oldest beyond `max`. */
export interface Remembered<V> {
  /** Undefined where it must be looked up. */
  fresh(key: string): V | undefined;
  get(key: string): Promise<V>;
  forget(key: string): void;
}

export function remember<V>({ load, freshFor, staleFor, max, now }: Options<V>): Remembered<V> {
  const known = new Map<string, { value: V; at: number }>();
  const underWay = new Map<string, Promise<V>>();

  async function reload(key: string): Promise<V> {
    const loading = load(key);
    underWay.set(key, loading);
    try {
      const value = await loading;
      // a key forgotten in the meantime must not come back with what was true before
      if (underWay.get(key) !== loading) return value;
      known.delete(key);
      known.set(key, { value, at: now() });
      for (const oldest of known.keys()) {
        if (known.size <= max) break;
        known.delete(oldest);
      }
      return value;
    } catch (error) {
      const last = known.get(key);
      if (last && now() - last.at < staleFor) return last.value;
      throw error;
    } finally {
      if (underWay.get(key) === loading) underWay.delete(key);
    }
  }

  function fresh(key: string): V | undefined {
    const last = known.get(key);
    return last && now() - last.at < freshFor(last.value) ? last.value : undefined;
  }

  return {
    fresh,
    async get(key) {
      const value = fresh(key);
      return value === undefined ? (underWay.get(key) ?? reload(key)) : value;
    },
    forget(key) {
      known.delete(key);
      underWay.delete(key);
    },
  };
}
