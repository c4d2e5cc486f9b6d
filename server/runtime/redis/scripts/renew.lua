-- Lengthens the lease of the present epoch, and counts that.
--
-- KEYS[1] owner
-- ARGV[1] epoch
-- ARGV[2] length of the lease, ms
-- Answers how often the partition's lease was lengthened in all its life, or 0 when the epoch is over.
--
-- #include owns
-- #include now
if not owns(ARGV[1]) then
  return 0
end
redis.call("HSET", KEYS[1], "lease", now() + tonumber(ARGV[2]))
return redis.call("HINCRBY", KEYS[1], "renewals", 1)
