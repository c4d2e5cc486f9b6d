/** Open from `start` up to, not including, `end`. */
type Span = { start: number; end: number };

/** For each of these rising times the first span that is open; spans turn only at them. Each span is looked at once. */
export function firstOpen<S extends Span>(times: readonly number[], spans: readonly S[]): (S | undefined)[] {
  const places = new Map(times.map((time, place) => [time, place]));
  const placeOf = (time: number) => (time <= (times[0] ?? time) ? 0 : (places.get(time) ?? times.length));
  const found = times.map((): S | undefined => undefined);
  // from each place a way to the next one that has no span yet
  const next = [...times.keys(), times.length];
  const freeFrom = (place: number): number => {
    let at = place;
    for (let to = next[at] ?? at; to !== at; to = next[at] ?? at) {
      next[at] = next[to] ?? to;
      at = to;
    }
    return at;
  };
  for (const span of spans) {
    const end = placeOf(span.end);
    for (let place = freeFrom(placeOf(span.start)); place < end; place = freeFrom(place)) {
      found[place] = span;
      next[place] = place + 1;
    }
  }
  return found;
}
