-- Gives a partition up; the epoch's number stays, so that the next claim is above it.
--
-- KEYS[1] owner
-- ARGV[1] epoch
--
-- #include owns
if owns(ARGV[1]) then
  redis.call("HDEL", KEYS[1], "silo", "lease")
end
return 1
