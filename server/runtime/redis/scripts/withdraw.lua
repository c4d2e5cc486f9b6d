-- Records `withdrawn` unless the call has an answer or an open record; a record that waits is cleared.
--
-- KEYS[1] answer
-- KEYS[2] record
-- KEYS[3] index of records
-- KEYS[4] agent
-- KEYS[5] index of buckets of answers
-- KEYS[6] bucket of the answer
-- ARGV[1] answer as kept
-- ARGV[2] call id
-- ARGV[3] bucket
-- ARGV[4] the horizon that ends it
-- Answers {"withdrawn"}, {"answered", answer} or {"running"}.
--
-- #include close-record
-- #include keep-answer
local known = redis.call("GET", KEYS[1])
if known then
  return known == ARGV[1] and { "withdrawn" } or { "answered", known }
end
local record = redis.call("HMGET", KEYS[2], "n", "waits")
if record[1] and not record[2] then
  return { "running" }
end
keep_answer(KEYS[1], ARGV[1], ARGV[2], KEYS[6], KEYS[5], ARGV[3], ARGV[4])
if record[1] then
  close_record(KEYS[2], KEYS[3], KEYS[4], ARGV[2])
end
return { "withdrawn" }
