import { createRest, pause, untilKnown } from "./control.ts";
import { keepHorizon } from "./horizon.ts";
import type { Delivery } from "./mailbox.ts";
import { type OwnedPartition, ownPartition } from "./owned-partition.ts";
import type { Fence } from "./ports.ts";
import { pressureChannel } from "./pressure.ts";
import { claimOrder, sayShare, shareOf } from "./share.ts";
import type { SiloParts } from "./silo-parts.ts";

export interface Silo {
  readonly name: string;
  /** Begins to claim partitions, up to this silo's share of them; it goes on trying while the store is away. */
  start(): Promise<void>;
  /** Finishes what is under way, gives every partition back and leaves. Ten seconds at most, thirty while an effect is under way. */
  drain(): Promise<void>;
  /** Hands a nested command straight to its agent. False when another silo owns it. */
  deliver(partition: number, delivery: Delivery): boolean;
  leaseHolds(partition: number): boolean;
  /** Hands a partition back for silos of a newer release, which alone claim it. */
  handToNewer(partition: number): void;
  readonly owned: number;
  /** Messages in its mailboxes. */
  readonly underWay: number;
}

/** A dead silo's partitions are free this long after its last beat; a stalled one keeps them if it stalls for a beat less. */
const lease = 1750;
const beat = 250;
/** What silos tell each other so that nobody waits for a beat: something was released, or somebody leaves. */
const freedChannel = "ownership:freed";
const drainLimits = { turns: 10_000, effects: 30_000 };
/** A turn that waits for an agent which this release cannot run does not end here. */
const limitsForNewer = { turns: 2000, effects: 30_000 };

type Held = {
  owned: OwnedPartition;
  leaseUntil: number;
  started: boolean;
  isExplained?: true;
  returned?: Promise<void>;
};

/**
 * A process that hosts activations. Ownership is a lease that only decides who tries: what it writes is fenced by the
 * epoch, so a silo that wakes up after it was replaced is refused at every point of a turn and then drops the partition.
 */
export function createSilo(name: string, parts: SiloParts): Silo {
  const { store, bus, clock, partitions } = parts.ports;
  const held = new Map<number, Held>();
  /** How often each partition's lease had been renewed when this silo last did. */
  const renewals = new Map<number, number>();
  const leaving = new Set<number>();
  const say = sayShare(name, partitions, parts.log);
  const resting = createRest(clock);
  let stopping = false;
  let beating: Promise<void> = Promise.resolve();

  async function keepOwnership(): Promise<void> {
    const live = await store.heartbeat(name, lease, parts.releases.text);
    const [published] = await Promise.all([store.releases(), ...[...held.values()].map(renew)]);
    parts.releases.look(published);
    // What newer code has written it alone can run: while it lives, older silos keep their share and claim nothing.
    const newest = parts.releases.newest(live);
    const mayClaim = newest.includes(name);
    const sharing = mayClaim ? newest : live;
    const rank = sharing.indexOf(name);
    const share = shareOf(partitions, sharing.length, rank);
    for (const partition of claimOrder(partitions, rank)) {
      if (!mayClaim || stopping || kept().length >= share) break;
      if (!held.has(partition) && !leaving.has(partition)) await claim(partition);
    }
    for (const one of kept().slice(share)) void handBack(one);
    say(
      kept().flatMap(({ owned, started }) => (started ? [owned.fence.partition] : [])),
      live.length,
    );
  }

  const kept = () => [...held.values()].filter(({ returned }) => !returned);

  async function renew(one: Held): Promise<void> {
    const { fence } = one.owned;
    const asked = clock.monotonic();
    const count = await store.renew(fence, lease);
    if (count === undefined) return one.owned.drop();
    const before = renewals.get(fence.partition) ?? 0;
    renewals.set(fence.partition, count);
    if (count > before) {
      one.leaseUntil = asked + lease;
      return;
    }
    const why = `its lease was renewed ${before} times, and it says ${count - 1}; what was acknowledged since is lost`;
    parts.rewound.notice(fence.partition, why);
    one.isExplained = true;
    one.owned.drop();
  }

  async function claim(partition: number): Promise<void> {
    const asked = clock.monotonic();
    const claimed = await store.claim(partition, name, lease);
    if (claimed.kind === "held") return;
    const fence = { partition, epoch: claimed.epoch };
    if (stopping) return void (await store.release(fence).catch(() => {}));
    const owned = ownPartition(
      fence,
      parts,
      () => {
        const one = held.get(partition);
        if (one?.owned !== owned) return;
        held.delete(partition);
        void giveBack(fence).then(() => (one.isExplained ? undefined : sayLost(fence)));
      },
      claimed.handedBack,
    );
    const one: Held = { owned, leaseUntil: asked + lease, started: false };
    held.set(partition, one);
    parts.log("debug", "owns a partition", { silo: name, ...fence });
    owned.start().then(
      () => {
        one.started = true;
      },
      () => owned.drop(),
    );
  }

  /** What was dropped without losing it is released first, so that a new claim has a new epoch: old scripts may still arrive. */
  async function giveBack(fence: Fence): Promise<void> {
    leaving.add(fence.partition);
    try {
      // A silo that ends tries once: with the store away the lease runs out by itself.
      const release = () => store.release(fence);
      await (stopping ? release() : untilKnown(clock, () => !stopping, release));
      leaving.delete(fence.partition);
      sayFreed();
    } catch (error) {
      if (!stopping) parts.log("error", "a partition could not be released", { ...fence, error });
    }
  }

  /** A hint: who does not hear it finds out at the next beat. */
  function sayFreed(): void {
    bus.publish(freedChannel, name).catch(() => {});
  }

  /** Once for each partition, and with both epochs: a silo that was paused says that it was replaced, and by whom. */
  async function sayLost({ partition, epoch }: Fence): Promise<void> {
    const now = await store.ownerOf(partition).catch(() => undefined);
    if (now && now.epoch < epoch) {
      renewals.delete(partition);
      return parts.rewound.notice(partition, `epoch ${epoch} was given out, and it says ${now.epoch}`);
    }
    const fields = { silo: name, partition, epoch, ...(now && { presentEpoch: now.epoch, by: now.silo }) };
    // whoever has it back by now has two epochs more: one was the other's
    const lost = now && now.epoch > (now.silo === name ? epoch + 1 : epoch);
    const what = lost
      ? `partition ${partition} was lost to another silo: epoch ${epoch} is over, ${now.epoch} runs; what was under way here goes on there`
      : `partition ${partition} was given up under epoch ${epoch}`;
    parts.log("warn", what, fields);
  }

  /** Takes seconds, in which the beats go on: what is still held is renewed until it is free. */
  function handBack(one: Held, limits = drainLimits): Promise<void> {
    one.returned ??= drainAndRelease(one, limits);
    return one.returned;
  }

  async function drainAndRelease({ owned }: Held, limits: typeof drainLimits): Promise<void> {
    await owned.drain(limits);
    if (owned.dropped) return;
    held.delete(owned.fence.partition);
    owned.drop();
    await giveBack(owned.fence);
  }

  async function keepBeating(): Promise<void> {
    let failing = false;
    while (!stopping) {
      try {
        await keepOwnership();
        if (failing) parts.log("info", "ownership is renewed again", { silo: name });
        failing = false;
      } catch (error) {
        if (!failing) parts.log("warn", "ownership cannot be renewed for now", { silo: name, error });
        failing = true;
      }
      await resting.rest(beat);
    }
  }

  async function publishLoad(): Promise<void> {
    while (!stopping) {
      for (const { owned } of held.values()) {
        const load = await owned.load().catch(() => undefined);
        if (load) await bus.publish(pressureChannel, JSON.stringify(load)).catch(() => {});
      }
      await pause(clock, 1000);
    }
  }

  return {
    name,
    get owned() {
      return [...held.values()].filter(({ started }) => started).length;
    },
    get underWay() {
      return [...held.values()].reduce((sum, { owned }) => sum + owned.underWay, 0);
    },
    leaseHolds: (partition) => clock.monotonic() < (held.get(partition)?.leaseUntil ?? 0),
    handToNewer(partition) {
      const one = held.get(partition);
      if (!one || one.returned) return;
      parts.log("info", "a partition is handed to a newer release", { silo: name, ...one.owned.fence });
      void handBack(one, limitsForNewer);
    },
    deliver(partition, delivery) {
      const one = held.get(partition);
      // Before its takeover is through, an agent may have an open record that must be finished first.
      if (!one?.started || one.owned.dropped) return false;
      one.owned.deliver(delivery);
      return true;
    },
    async start() {
      // A bus that is away costs a beat at most.
      bus.subscribe(freedChannel, (by) => by !== name && resting.wake()).catch(() => {});
      beating = keepBeating();
      void publishLoad();
      void keepHorizon({
        store,
        clock,
        log: parts.log,
        alive: () => !stopping,
        owned: () => [...held.values()].flatMap(({ owned, started }) => (started && !owned.dropped ? [owned] : [])),
      });
    },
    async drain() {
      stopping = true;
      resting.wake();
      if (held.size > 0)
        parts.log("info", `this silo leaves: it finishes what it has and hands ${held.size} partitions on`, {
          silo: name,
        });
      // First of all, so that the others take what becomes free: a turn that still runs here may wait for an agent there.
      const left = store.leave(name).then(sayFreed, () => {});
      const keepLeases = setOfBeats(() => Promise.all([...held.values()].map((one) => renew(one).catch(() => {}))));
      await Promise.all([...held.values()].map((one) => handBack(one)));
      keepLeases();
      await left;
      await beating;
    },
  };

  /** While it drains, a silo still renews what it has not given back. */
  function setOfBeats(work: () => Promise<unknown>): () => void {
    let cancel = clock.after(beat, again);
    function again() {
      void work();
      cancel = clock.after(beat, again);
    }
    return () => cancel();
  }
}
