/** So many entries leave before the rest moves on. */
const renewAfter = 512;

/**
 * A map through which entries only pass, some at a time. V8 links each table of a `Map` that has become too full to the one
 * that replaces it; once one of them is old, the collector for young objects takes all later ones, and what was in them, for
 * alive. So this begins a new `Map` whenever it is empty, and when many have left.
 */
export class ChurningMap<K, V> {
  #map = new Map<K, V>();
  #left = 0;

  get size(): number {
    return this.#map.size;
  }

  get(key: K): V | undefined {
    return this.#map.get(key);
  }

  has(key: K): boolean {
    return this.#map.has(key);
  }

  set(key: K, value: V): void {
    this.#map.set(key, value);
  }

  delete(key: K): void {
    if (!this.#map.delete(key)) return;
    this.#left += 1;
    if (this.#left < renewAfter && this.#map.size > 0) return;
    this.#map = new Map(this.#map);
    this.#left = 0;
  }

  values(): IterableIterator<V> {
    return this.#map.values();
  }
}
