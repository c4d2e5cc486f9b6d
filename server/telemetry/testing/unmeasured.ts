import type { Observer } from "#runtime/observer.ts";

const nothing = () => {};
const nobody = () => ({ end: nothing });

/** Sees nothing: what a tracing test stands on. */
export const unmeasured: Observer = {
  command: nobody,
  accept: nobody,
  ask: nobody,
  query: nobody,
  effect: nobody,
  turn: () => ({ ran: nothing, end: nothing }),
  commit: nobody,
  read: nothing,
  envelope: nothing,
  deadLetter: nothing,
  refused: nothing,
  tookOver: nothing,
  depths: nothing,
  left: nothing,
};
