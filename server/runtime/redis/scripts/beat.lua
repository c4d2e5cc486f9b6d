-- Says that a silo lives and what it can run, forgets those that no longer say so and answers the names of the rest.
--
-- KEYS[1] silos
-- KEYS[2] releases
-- ARGV[1] silo
-- ARGV[2] how long this holds, ms
-- ARGV[3] its release, or ""
--
-- #include now
local time = now()
redis.call("ZADD", KEYS[1], time + tonumber(ARGV[2]), ARGV[1])
redis.call("ZREMRANGEBYSCORE", KEYS[1], "-inf", time)
if ARGV[3] ~= "" then
  redis.call("HSET", KEYS[2], ARGV[1], ARGV[3])
end
for _, silo in ipairs(redis.call("HKEYS", KEYS[2])) do
  if not redis.call("ZSCORE", KEYS[1], silo) then
    redis.call("HDEL", KEYS[2], silo)
  end
end
return redis.call("ZRANGE", KEYS[1], 0, -1)
