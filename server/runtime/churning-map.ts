/** So many entries leave at least before those that are left move on. */
const renewAfter = 512;

/**
 * A map through which entries only pass, few of very many at a time. V8 links each table of a `Map` that has become too full
 * to the one that takes its place; once one of them is old, the collector of young objects takes all later ones, and what was
 * in them, for alive. So this begins a new `Map` when it is empty, and when as many have left as are there, 512 at least.
 * Whoever walks it must not change it meanwhile: the walk would go on over the map that was there.
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
    if (this.#map.size > 0 && this.#left < Math.max(renewAfter, this.#map.size)) return;
    this.#map = new Map(this.#map);
    this.#left = 0;
  }

  values(): IterableIterator<V> {
    return this.#map.values();
  }
}
