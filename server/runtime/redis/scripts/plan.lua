-- Sets or cancels one of an agent's schedules. All checks come before the first write. A schedule that is set has a
-- generation above all that were set before in its partition, so a tick of an older one is known as such.
--
-- KEYS[1] owner
-- KEYS[2] agent
-- KEYS[3] answer
-- KEYS[4] index of buckets of answers
-- KEYS[5] bucket of the answer
-- KEYS[6] schedules of the agent
-- KEYS[7] places of schedules by due time
-- ARGV, one after the other: epoch, base version, call id, answer as kept, since, bucket, the horizon that ends it,
--   name, place, plan as JSON or "" to cancel, due, then pairs of reply channel and body.
-- Answers {"committed"}, {"answered", answer}, {"not_owner"}, {"too_old"}, {"blocked", call id} or {"conflict"}.
--
-- #include owns
-- #include may-end
-- #include argument
-- #include publish-replies
-- #include keep-answer
local epoch, base, call_id, answer, since = argument(), argument(), argument(), argument(), argument()
local bucket, until_horizon, name, place, plan, due =
  argument(), argument(), argument(), argument(), argument(), argument()

local refused = refusal(epoch, KEYS[2], KEYS[3], since, base)
if refused then
  return refused
end
if plan == "" then
  redis.call("HDEL", KEYS[6], name)
  redis.call("ZREM", KEYS[7], place)
else
  redis.call("HSET", KEYS[6], name, redis.call("HINCRBY", KEYS[1], "generation", 1) .. ":" .. plan)
  redis.call("ZADD", KEYS[7], due, place)
end
keep_answer(KEYS[3], answer, call_id, KEYS[5], KEYS[4], bucket, until_horizon)
publish_replies()
return { "committed" }
