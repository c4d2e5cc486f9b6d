/** The steps between states, by index: millions of them, so as plain numbers. */
export interface Edges {
  add(from: number, to: number): void;
  /** The lowest index below `size` from which no edges lead to any of the ends. */
  firstCutOff(ends: readonly number[], size: number): number | undefined;
}

export function createEdges(): Edges {
  let from = new Int32Array(1 << 16);
  let to = new Int32Array(1 << 16);
  let count = 0;

  /** `starts[i]` to `starts[i + 1]` is where the edges into `i` lie in `sources`. */
  function incoming(size: number): { starts: Int32Array; sources: Int32Array } {
    const starts = new Int32Array(size + 2);
    for (let i = 0; i < count; i++) bump(starts, (to[i] ?? 0) + 2);
    for (let i = 2; i < starts.length; i++) starts[i] = (starts[i] ?? 0) + (starts[i - 1] ?? 0);
    const sources = new Int32Array(count);
    for (let i = 0; i < count; i++) sources[bump(starts, (to[i] ?? 0) + 1)] = from[i] ?? 0;
    return { starts, sources };
  }

  return {
    add(source, target) {
      if (count === from.length) {
        from = doubled(from);
        to = doubled(to);
      }
      from[count] = source;
      to[count] = target;
      count++;
    },

    firstCutOff(ends, size) {
      const { starts, sources } = incoming(size);
      const reaches = new Uint8Array(size);
      const open = [...ends];
      for (const end of ends) reaches[end] = 1;
      for (let at = open.pop(); at !== undefined; at = open.pop()) {
        for (let i = starts[at] ?? 0; i < (starts[at + 1] ?? 0); i++) {
          const source = sources[i] ?? 0;
          if (reaches[source] === 1) continue;
          reaches[source] = 1;
          open.push(source);
        }
      }
      const cutOff = reaches.indexOf(0);
      return cutOff < 0 ? undefined : cutOff;
    },
  };
}

/** Counts one up and answers what was there. */
function bump(counts: Int32Array, at: number): number {
  const before = counts[at] ?? 0;
  counts[at] = before + 1;
  return before;
}

function doubled(numbers: Int32Array): Int32Array<ArrayBuffer> {
  const more = new Int32Array(numbers.length * 2);
  more.set(numbers);
  return more;
}
