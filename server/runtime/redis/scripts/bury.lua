-- Moves a message to the dead letters, with the events of its record where it has one.
--
-- KEYS[1] owner
-- KEYS[2] agent
-- KEYS[3] answer
-- KEYS[4] record
-- KEYS[5] index of open records
-- KEYS[6] letter
-- KEYS[7] places of the letters
-- KEYS[8] index of buckets of answers
-- KEYS[9] bucket of its answer
-- ARGV, one after the other: epoch, call id, answer as kept, bucket, the horizon that ends it, place by time, message, error,
--   reason, time, events as a JSON array for a message without a record, then pairs of reply channel and body.
-- Answers {"buried"}, {"answered", answer} or {"not_owner"}.
--
-- #include owns
-- #include argument
-- #include publish-replies
-- #include read-events
-- #include close-record
-- #include keep-answer
local epoch, call_id, answer, bucket, until_horizon, place =
  argument(), argument(), argument(), argument(), argument(), argument()
local message, error, reason, at, events = argument(), argument(), argument(), argument(), argument()

local known = redis.call("GET", KEYS[3])
if known then
  return known == answer and { "buried" } or { "answered", known }
end
if not owns(epoch) then
  return { "not_owner" }
end
local has_record = redis.call("EXISTS", KEYS[4]) == 1
if has_record then
  events = "[" .. table.concat(read_events(KEYS[4]), ",") .. "]"
end
local older = redis.call("HGET", KEYS[6], "place")
redis.call(
  "HSET", KEYS[6],
  "place", place, "answer", answer, "bucket", bucket, "message", message, "error", error, "reason", reason, "at", at, "events", events
)
if older then
  redis.call("ZREM", KEYS[7], older)
end
redis.call("ZADD", KEYS[7], 0, place)
keep_answer(KEYS[3], answer, call_id, KEYS[9], KEYS[8], bucket, until_horizon)
if has_record then
  close_record(KEYS[4], KEYS[5], KEYS[2], call_id)
end
publish_replies()
return { "buried" }
