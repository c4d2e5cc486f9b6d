-- Moves parked messages to the outbox as they leave now; one that is no longer parked is left out.
--
-- KEYS[1] owner
-- KEYS[2] places by due time
-- KEYS[3] messages by call id
-- KEYS[4] outbox
-- ARGV[1] epoch
-- ARGV[2..] per message: place, call id, line, message
-- Answers {"woken"} or {"not_owner"}.
--
-- #include owns
if not owns(ARGV[1]) then
  return { "not_owner" }
end
for i = 2, #ARGV, 4 do
  if redis.call("ZSCORE", KEYS[2], ARGV[i]) then
    redis.call("XADD", KEYS[4], "*", "l", ARGV[i + 2], "m", ARGV[i + 3])
    redis.call("ZREM", KEYS[2], ARGV[i])
    redis.call("HDEL", KEYS[3], ARGV[i + 1])
  end
end
return { "woken" }
