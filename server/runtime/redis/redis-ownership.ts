import type { Claim, Fence, NotOwner, Store } from "../ports.ts";
import type { RedisAccess } from "./redis-access.ts";
import { matched, notOwner } from "./script-answer.ts";

type Ownership = Pick<
  Store,
  | "claim"
  | "renew"
  | "release"
  | "ownerOf"
  | "heartbeat"
  | "releases"
  | "leave"
  | "recovered"
  | "forget"
  | "mark"
  | "unmark"
>;

export function redisOwnership({ keys, script, command }: RedisAccess): Ownership {
  const count = async (fence: Fence, counts: string, fields: string[]) => {
    const { owner } = keys.partition(fence.partition);
    return matched<number[] | NotOwner>(await script("count", [owner, counts], [fence.epoch, ...fields]), {
      counted: (...found: number[]) => found,
      not_owner: notOwner,
    });
  };

  const uncount = async (fence: Fence, counts: string, fields: string[]) => {
    const { owner } = keys.partition(fence.partition);
    await script("uncount", [owner, counts], [fence.epoch, ...fields]);
  };

  return {
    async claim(number, silo, leaseMs) {
      return matched<Claim>(await script("claim", [keys.partition(number).owner], [silo, leaseMs]), {
        claimed: (epoch: number, handedBack: string) => ({ kind: "claimed", epoch, handedBack: handedBack === "1" }),
        held: (by: string, remaining: number) => ({ kind: "held", by, remaining }),
      });
    },

    async renew({ partition, epoch }, leaseMs) {
      const renewals = Number(await script("renew", [keys.partition(partition).owner], [epoch, leaseMs]));
      return renewals === 0 ? undefined : renewals;
    },

    async release({ partition, epoch }) {
      await script("release", [keys.partition(partition).owner], [epoch]);
    },

    async ownerOf(number) {
      const { owner } = keys.partition(number);
      const [epoch, silo] = await command((client) => client.hmget(owner, "epoch", "silo"));
      return { epoch: Number(epoch), ...(silo && { silo }) };
    },

    async heartbeat(silo, ttlMs, release = "") {
      const names = (await script("beat", [keys.silos, keys.releases], [silo, ttlMs, release])) as string[];
      return names.sort();
    },

    async releases() {
      // who has left is forgotten by the next beat of another
      const [living, all] = await Promise.all([
        command((client) => client.zrange(keys.silos, 0, -1)),
        command((client) => client.hgetall(keys.releases)),
      ]);
      return new Map(Object.entries(all).filter(([silo]) => living.includes(silo)));
    },

    async leave(silo) {
      await command((client) => client.zrem(keys.silos, silo));
    },

    recovered: (fence, fields) => count(fence, keys.partition(fence.partition).recoveries, fields),
    forget: (fence, fields) => uncount(fence, keys.partition(fence.partition).recoveries, fields),

    async mark(fence, callId) {
      const counts = await count(fence, keys.partition(fence.partition).marks, [callId]);
      return Array.isArray(counts) ? (counts[0] ?? 0) : counts;
    },

    unmark: (fence, callId) => uncount(fence, keys.partition(fence.partition).marks, [callId]),
  };
}
