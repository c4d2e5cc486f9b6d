-- Records `cancelled` unless the call has an answer or an open record.
--
-- KEYS[1] answer
-- KEYS[2] record
-- KEYS[3] index of buckets of answers
-- KEYS[4] bucket of the answer
-- ARGV[1] answer as kept
-- ARGV[2] call id
-- ARGV[3] bucket
-- ARGV[4] the horizon that ends it
-- Answers {"cancelled"}, {"answered", answer} or {"running"}.
--
-- #include keep-answer
local known = redis.call("GET", KEYS[1])
if known then
  return known == ARGV[1] and { "cancelled" } or { "answered", known }
end
if redis.call("EXISTS", KEYS[2]) == 1 then
  return { "running" }
end
keep_answer(KEYS[1], ARGV[1], ARGV[2], KEYS[4], KEYS[3], ARGV[3], ARGV[4])
return { "cancelled" }
