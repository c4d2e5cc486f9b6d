-- Removes an agent: its state, journal, directory entry and schedules, not its answers nor the count of its records that
-- wait. All checks come before the first write. The feed tells it under the version after the agent's last, and whoever
-- has that id next begins above it.
--
-- KEYS[1] owner
-- KEYS[2] agent
-- KEYS[3] answer
-- KEYS[4] index of buckets of answers
-- KEYS[5] bucket of the answer
-- KEYS[6] journal
-- KEYS[7] snapshot
-- KEYS[8] directory of the agent's type
-- KEYS[9] feed
-- KEYS[10] schedules of the agent
-- KEYS[11] places of schedules by due time
-- KEYS[12] last commits by type
-- ARGV, one after the other: epoch, base version, call id, answer as kept, since, bucket, the horizon that ends it,
--   agent, its id, its type, length of the feed, method, stamp, then pairs of reply channel and body.
-- Answers {"committed"}, {"answered", answer}, {"not_owner"}, {"too_old"}, {"blocked", call id} or {"conflict"}.
--
-- #include owns
-- #include may-end
-- #include argument
-- #include publish-replies
-- #include keep-answer
local epoch, base, call_id, answer, since = argument(), argument(), argument(), argument(), argument()
local bucket, until_horizon, agent, id, type_name = argument(), argument(), argument(), argument(), argument()
local feed_length, method, stamp = argument(), argument(), argument()

local refused = refusal(epoch, KEYS[2], KEYS[3], since, base)
if refused then
  return refused
end
if version ~= "0" then
  local last = tonumber(version) + 1
  -- the feed first: only the first write can be refused
  local changed =
    redis.call("XADD", KEYS[9], "MAXLEN", "~", feed_length, "*", "a", agent, "v", last, "m", method, "i", call_id, "t", stamp)
  redis.call("HSET", KEYS[12], type_name, changed)
  local waits = redis.call("HGET", KEYS[2], "waits")
  redis.call("DEL", KEYS[2], KEYS[6], KEYS[7])
  if waits then
    redis.call("HSET", KEYS[2], "waits", waits)
  end
  redis.call("ZREM", KEYS[8], id)
  redis.call("HSET", KEYS[1], "floor", math.max(floor, last))
end
for _, name in ipairs(redis.call("HKEYS", KEYS[10])) do
  redis.call("ZREM", KEYS[11], agent .. " " .. name)
end
redis.call("DEL", KEYS[10])
keep_answer(KEYS[3], answer, call_id, KEYS[5], KEYS[4], bucket, until_horizon)
publish_replies()
return { "committed" }
