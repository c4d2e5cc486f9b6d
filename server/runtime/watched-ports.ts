import type { Observer } from "./observer.ts";
import type { Fence, Ports, Store } from "./ports.ts";

/** The ports themselves, except that an observer sees what is read, written and refused. */
export function watchPorts(ports: Ports, observer: Observer | undefined): Ports {
  if (observer === undefined) return ports;
  const { store, queues, bus, clock, partitions } = ports;
  const watchedQueues: Ports["queues"] = {
    ...queues,
    add(line, envelope) {
      observer.envelope(line, envelope.length);
      return queues.add(line, envelope);
    },
  };
  return { store: watchStore(store, observer), queues: watchedQueues, bus, clock, partitions };
}

function watchStore(store: Store, observer: Observer): Store {
  const owned = new Map<number, number>();

  /** A write under an epoch: tells when that was over. */
  function fenced<A extends unknown[], R>(operation: string, write: (fence: Fence, ...rest: A) => Promise<R>) {
    return (fence: Fence, ...rest: A): Promise<R> => {
      const writing = write(fence, ...rest);
      writing.then((answer) => isRefusal(answer) && observer.refused(operation), nothing);
      return writing;
    };
  }

  return {
    ...store,
    open: fenced("open", store.open),
    extend: fenced("extend", store.extend),
    postpone: fenced("postpone", store.postpone),
    commit: fenced("commit", store.commit),
    openTurns: fenced("openTurns", store.openTurns),
    speak: fenced("speak", store.speak),
    sweep: fenced("sweep", store.sweep),
    recovered: fenced("recovered", store.recovered),
    mark: fenced("mark", store.mark),
    sent: fenced("sent", store.sent),
    park: fenced("park", store.park),
    wake: fenced("wake", store.wake),
    tick: fenced("tick", store.tick),
    bury: fenced("bury", async (fence, letter, replies) => {
      const buried = await store.bury(fence, letter, replies);
      if (buried.kind === "buried") observer.deadLetter(letter.message, letter.reason);
      return buried;
    }),
    async renew(fence, leaseMs) {
      const count = await store.renew(fence, leaseMs);
      if (count === undefined) observer.refused("renew");
      return count;
    },
    async claim(partition, silo, leaseMs) {
      const claimed = await store.claim(partition, silo, leaseMs);
      // the present holder gets its own epoch again
      if (claimed.kind === "claimed" && owned.get(partition) !== claimed.epoch) {
        owned.set(partition, claimed.epoch);
        observer.tookOver({ partition, epoch: claimed.epoch }, claimed.handedBack);
      }
      return claimed;
    },
    read(agent, known) {
      const reading = store.read(agent, known);
      reading.then(({ kind }) => observer.read(agent, kind), nothing);
      return reading;
    },
  };
}

/** Whoever called hears of the error. */
const nothing = () => undefined;

const isRefusal = (answer: unknown): boolean =>
  typeof answer === "object" && answer !== null && "kind" in answer && answer.kind === "not_owner";
