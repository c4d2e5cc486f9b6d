-- An owner's word on the oldest message that it held lately, and on how far the horizon has come.
--
-- KEYS[1] owner
-- ARGV[1] epoch
-- ARGV[2] the oldest, or "" when it cannot say
-- ARGV[3] horizon, or 0
-- Answers {"spoken", the partition's horizon} or {"not_owner"}.
--
-- #include owns
-- #include now
if not owns(ARGV[1]) then
  return { "not_owner" }
end
if ARGV[2] ~= "" then
  redis.call("HSET", KEYS[1], "word", ARGV[2], "word_at", now())
end
if tonumber(ARGV[3]) > horizon then
  horizon = tonumber(ARGV[3])
  redis.call("HSET", KEYS[1], "horizon", ARGV[3])
end
return { "spoken", horizon }
