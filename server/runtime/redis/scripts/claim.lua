-- Takes a partition that is free or whose lease has run out, and raises its epoch.
--
-- KEYS[1] owner
-- ARGV[1] silo
-- ARGV[2] length of the lease, ms
-- Answers {"claimed", epoch} or {"held", holder, ms that are left}.
--
-- #include now
local owner = redis.call("HMGET", KEYS[1], "silo", "epoch", "lease")
local silo, epoch, lease = owner[1], tonumber(owner[2] or "0"), tonumber(owner[3] or "0")
local time = now()
local held = silo and lease > time
if held and silo ~= ARGV[1] then
  return { "held", silo, lease - time }
end
if not held then
  epoch = epoch + 1
end
redis.call("HSET", KEYS[1], "silo", ARGV[1], "epoch", epoch, "lease", time + tonumber(ARGV[2]))
return { "claimed", epoch }
