-- Keeps a message until it is due; the same call id once.
--
-- KEYS[1] owner
-- KEYS[2] parked call ids by due time
-- KEYS[3] their messages
-- ARGV[1] epoch
-- ARGV[2] call id
-- ARGV[3] due time
-- ARGV[4] message
-- Answers {"parked"} or {"not_owner"}.
--
-- #include owns
if not owns(ARGV[1]) then
  return { "not_owner" }
end
redis.call("HSETNX", KEYS[3], ARGV[2], ARGV[4])
redis.call("ZADD", KEYS[2], "NX", ARGV[3], ARGV[2])
return { "parked" }
