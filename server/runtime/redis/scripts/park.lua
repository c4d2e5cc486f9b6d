-- Keeps a message until it is due; the same call id once. Those that are due together leave in the order in which they
-- were parked, which their place `<number>:<call id>` holds.
--
-- KEYS[1] owner
-- KEYS[2] places by due time
-- KEYS[3] messages by call id
-- KEYS[4] how many were ever parked
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
if redis.call("HSETNX", KEYS[3], ARGV[2], ARGV[4]) == 1 then
  local number = redis.call("INCR", KEYS[4])
  redis.call("ZADD", KEYS[2], ARGV[3], string.format("%016d:%s", number, ARGV[2]))
end
return { "parked" }
