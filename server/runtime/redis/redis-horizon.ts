import type { NotOwner, Store } from "../ports.ts";
import type { RedisAccess } from "./redis-access.ts";
import { matched, notOwner } from "./script-answer.ts";

type Horizon = Pick<Store, "speak" | "words" | "horizon" | "sweep">;

/** How many answers one script forgets: a script holds up the whole server. */
const answersAtOnce = 250;

/** A replay's mark is forgotten like an answer, and listed beside them. */
export const nameOfReplay = (callId: string, attempt: number): string => `replay of ${attempt}:${callId}`;
const replayName = /^replay of \d+:(.+)$/;

export function redisHorizon({ keys, partitions, script, command }: RedisAccess): Horizon {
  const owners = Array.from({ length: partitions }, (_, number) => keys.partition(number).owner);

  const speak: Horizon["speak"] = async ({ partition, epoch }, { oldest, horizon }) => {
    const { owner } = keys.partition(partition);
    return matched<number | NotOwner>(await script("speak", [owner], [epoch, oldest ?? "", horizon ?? 0]), {
      spoken: (present: number) => present,
      not_owner: notOwner,
    });
  };

  return {
    speak,

    async words(freshMs) {
      const words = await Promise.all(owners.map((owner) => script("hear", [owner], [freshMs])));
      return words.includes(null) ? undefined : Math.min(...words.map(Number));
    },

    async horizon() {
      const found = await Promise.all(owners.map((owner) => command((client) => client.hget(owner, "horizon"))));
      return Math.max(0, ...found.map(Number));
    },

    async sweep(fence, limit) {
      const partition = keys.partition(fence.partition);
      const horizon = await speak(fence, {});
      if (typeof horizon !== "number") return horizon;
      let swept = 0;
      while (swept < limit) {
        const [name] = await command((client) =>
          client.zrange(partition.buckets, "-inf", horizon, "BYSCORE", "LIMIT", 0, 1),
        );
        if (name === undefined) break;
        const bucket = partition.bucket(name);
        const atOnce = Math.min(answersAtOnce, limit - swept);
        const first = await command((client) => client.lrange(bucket, 0, atOnce - 1));
        const held = first.map((each) => {
          const [, replayed] = replayName.exec(each) ?? [];
          return replayed === undefined ? partition.answer(each) : partition.replayed(replayed);
        });
        const names = [partition.owner, partition.buckets, bucket, ...held];
        const [kind] = (await script("sweep", names, [fence.epoch, name, ...first])) as [string];
        if (kind === "not_owner") return notOwner();
        swept += first.length;
      }
      return swept;
    },
  };
}
