-- Forgets the oldest answers of a bucket that the horizon has passed; a bucket that is empty leaves the index.
--
-- KEYS[1] owner
-- KEYS[2] index of buckets of answers
-- KEYS[3] bucket
-- KEYS[4..] what its first names stand for
-- ARGV[1] epoch
-- ARGV[2] bucket's name in the index
-- ARGV[3..] those names: call ids of answers, or `replay of <attempt>:<call id>`
-- Answers {"swept"} or {"not_owner"}; names that are no longer the first ones were swept before.
--
-- #include owns
if not owns(ARGV[1]) then
  return { "not_owner" }
end
local until_horizon = tonumber(redis.call("ZSCORE", KEYS[2], ARGV[2]) or nil)
if not until_horizon or until_horizon > horizon then
  return { "swept" }
end
local first = redis.call("LRANGE", KEYS[3], 0, #ARGV - 3)
local gone = 0
while first[gone + 1] and first[gone + 1] == ARGV[gone + 3] do
  gone = gone + 1
  local attempt = first[gone]:match("^replay of (%d+):")
  -- a later replay of the call has a bucket of its own
  if not attempt or (redis.call("GET", KEYS[3 + gone]) or ""):match("^%d+") == attempt then
    redis.call("DEL", KEYS[3 + gone])
  end
end
if gone > 0 then
  redis.call("LTRIM", KEYS[3], gone, -1)
end
if redis.call("EXISTS", KEYS[3]) == 0 then
  redis.call("ZREM", KEYS[2], ARGV[2])
end
return { "swept" }
