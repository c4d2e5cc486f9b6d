import type { Store } from "../ports.ts";
import type { RedisAccess } from "./redis-access.ts";
import { redisChanges } from "./redis-changes.ts";
import { redisCommit } from "./redis-commit.ts";
import { redisHorizon } from "./redis-horizon.ts";
import { redisLetters } from "./redis-letters.ts";
import { redisOutbox } from "./redis-outbox.ts";
import { redisOwnership } from "./redis-ownership.ts";
import { redisReading } from "./redis-reading.ts";
import { redisSchedules } from "./redis-schedules.ts";
import { redisTurns } from "./redis-turns.ts";
import { redisWaits } from "./redis-waits.ts";

export function createRedisStore(access: RedisAccess): Store {
  return {
    ...redisOwnership(access),
    ...redisReading(access),
    ...redisChanges(access),
    ...redisTurns(access),
    ...redisWaits(access),
    ...redisCommit(access),
    ...redisLetters(access),
    ...redisOutbox(access),
    ...redisSchedules(access),
    ...redisHorizon(access),
  };
}
