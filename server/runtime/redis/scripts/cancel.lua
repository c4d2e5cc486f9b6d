-- Records `cancelled` unless the call has an answer or an open record.
--
-- KEYS[1] answer
-- KEYS[2] record
-- ARGV[1] answer as kept
-- ARGV[2] life of an answer, ms
-- Answers {"cancelled"}, {"answered", answer} or {"running"}.
local known = redis.call("GET", KEYS[1])
if known then
  return known == ARGV[1] and { "cancelled" } or { "answered", known }
end
if redis.call("EXISTS", KEYS[2]) == 1 then
  return { "running" }
end
redis.call("SET", KEYS[1], ARGV[1], "PX", ARGV[2])
return { "cancelled" }
