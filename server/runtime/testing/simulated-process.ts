import { type Bus, type Clock, type Intake, type Ports, type Queues, type Store, Unavailable } from "../ports.ts";

export type Random = () => number;

/** A small seeded generator (mulberry32), so that a seed is a whole run. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** How often what goes wrong, as probabilities of one port call. */
export type Weather = {
  slow: number;
  lostRequest: number;
  lostReply: number;
  resent: number;
  crash: number;
  lostHint: number;
};

export interface SimulatedProcess {
  readonly ports: Ports;
  readonly isDead: boolean;
  /** Like `kill -9`: what was sent may still arrive, nothing comes back, no timer fires. */
  kill(): void;
  /** Like SIGSTOP: everything that would happen in it happens when it goes on. */
  pause(): void;
  goOn(): void;
}

/** A port call on its way: `sent` before it has its effect, `done` after it and before its answer is back. */
export type PortCall = { name: string; when: "sent" | "done"; args: readonly unknown[]; answer?: unknown };

type Options = {
  ports: Ports;
  clock: Clock;
  random: Random;
  weather: () => Weather;
  onCrash: () => void;
  onCall?: (call: PortCall) => void;
};

/**
 * One process whose every port call takes time, fails, is repeated by its connection, or is the moment of its death.
 * Calls of one connection arrive and are answered in order, as Redis does it.
 */
export function simulateProcess({ ports, clock, random, weather, onCrash, onCall }: Options): SimulatedProcess {
  let dead = false;
  let held: (() => void)[] | undefined;

  function happen(event: () => void): void {
    if (dead) return;
    if (held) held.push(event);
    else event();
  }

  const later = (ms: number, event: () => void) => clock.after(ms, () => happen(event));
  const delay = () => (random() < weather().slow ? random() * 400 : random() * 3);

  function crashNow(): void {
    kill();
    onCrash();
  }

  function connection() {
    let arrival = 0;
    let answer = 0;
    return <T>(name: string, args: readonly unknown[], effect: () => Promise<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        onCall?.({ name, when: "sent", args });
        if (dead) return;
        const { lostRequest, lostReply, resent, crash } = weather();
        if (random() < crash) return void later(0, crashNow);
        arrival = Math.max(arrival, clock.monotonic() + delay());
        if (random() < lostRequest)
          return void later(arrival - clock.monotonic(), () => reject(new Unavailable("lost on the way")));
        clock.after(arrival - clock.monotonic(), () => {
          const twice = random() < resent;
          const run = twice ? effect().then(effect) : effect();
          const back = (event: () => void) => {
            answer = Math.max(answer, clock.monotonic() + delay());
            later(answer - clock.monotonic(), event);
          };
          const lost = random() < lostReply;
          run.then(
            (value) => {
              onCall?.({ name, when: "done", args, answer: value });
              back(() => (lost ? reject(new Unavailable("the answer was lost")) : resolve(value)));
            },
            (error) => back(() => reject(error)),
          );
        });
      });
  }

  function through<T extends object>(port: T, call: ReturnType<typeof connection>, plain: readonly string[] = []): T {
    const methods = Object.entries(port).map(([name, method]) => {
      if (typeof method !== "function" || plain.includes(name)) return [name, method];
      const sent = (...args: unknown[]) => call(name, args, () => Promise.resolve(Reflect.apply(method, port, args)));
      return [name, sent];
    });
    return Object.fromEntries(methods) as T;
  }

  function intakeThrough(intake: Intake): Intake {
    const call = connection();
    const polite = through(intake, call, ["close", "next"]);
    return {
      started: () => polite.started(),
      finish: (id) => polite.finish(id),
      close: () => intake.close(),
      // A waiting fetch has a connection of its own; a job that it took for a dead process stays started.
      next: (wait) => (wait ? waiting(intake) : call("next", [false], () => intake.next(false))),
    };
  }

  function waiting(intake: Intake) {
    return new Promise<Awaited<ReturnType<Intake["next"]>>>((resolve, reject) => {
      later(delay(), () => {
        intake.next(true).then(
          (job) => later(delay(), () => resolve(job)),
          (error) => later(0, () => reject(error)),
        );
      });
    });
  }

  const inProcess: Clock = {
    now: () => clock.now(),
    monotonic: () => clock.monotonic(),
    after: (ms, callback) => later(ms, callback),
    settle: () =>
      new Promise((resolve) => {
        void clock.settle().then(() => happen(resolve));
      }),
  };

  const queues: Queues = {
    ...through<Pick<Queues, "add" | "waiting" | "close">>(ports.queues, connection(), ["close"]),
    add: connectionAdd(ports.queues),
    waiting: (line) => ports.queues.waiting(line),
    newest: (line) => ports.queues.newest(line),
    close: () => ports.queues.close(),
    intake: (line, mayFetch) =>
      intakeThrough(ports.queues.intake(line, () => !dead && held === undefined && mayFetch())),
  };

  function connectionAdd(inner: Queues): Queues["add"] {
    const call = connection();
    return (line, envelope) => call("add", [line, envelope], () => inner.add(line, envelope));
  }

  const bus: Bus = {
    publish: (channel, body) => ports.bus.publish(channel, body),
    subscribe: (channel, onMessage) =>
      ports.bus.subscribe(channel, (body) => {
        if (random() >= weather().lostHint) later(delay(), () => onMessage(body));
      }),
    close: () => ports.bus.close(),
  };

  function kill(): void {
    dead = true;
    held = undefined;
  }

  return {
    ports: {
      store: through<Store>(ports.store, connection()),
      queues,
      bus,
      clock: inProcess,
      partitions: ports.partitions,
    },
    get isDead() {
      return dead;
    },
    kill,
    pause() {
      held ??= [];
    },
    goOn() {
      const events = held ?? [];
      held = undefined;
      for (const event of events) happen(event);
    },
  };
}
