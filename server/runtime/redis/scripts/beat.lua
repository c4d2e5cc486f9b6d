-- Says that a silo lives, forgets those that no longer say so and answers the names of the rest.
--
-- KEYS[1] silos
-- ARGV[1] silo
-- ARGV[2] how long this holds, ms
--
-- #include now
local time = now()
redis.call("ZADD", KEYS[1], time + tonumber(ARGV[2]), ARGV[1])
redis.call("ZREMRANGEBYSCORE", KEYS[1], "-inf", time)
return redis.call("ZRANGE", KEYS[1], 0, -1)
