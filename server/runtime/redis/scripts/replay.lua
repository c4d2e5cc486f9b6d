-- Takes a dead letter back: its message goes to the outbox and its answer is forgotten.
--
-- KEYS[1] letter
-- KEYS[2] places of the letters
-- KEYS[3] answer
-- KEYS[4] outbox
-- KEYS[5] the replay of this call
-- KEYS[6] owner
-- KEYS[7] bucket of the answer
-- KEYS[8] index of buckets of answers
-- KEYS[9] bucket of the replay
-- ARGV[1] place of the letter that was read
-- ARGV[2] line
-- ARGV[3] message
-- ARGV[4] attempt
-- ARGV[5] since of the message
-- ARGV[6] the replay's name in its bucket
-- ARGV[7] its bucket
-- ARGV[8] the horizon that ends it
-- ARGV[9] call id
-- Answers 1, 0 when that letter is gone, or -1 when its message is from before the horizon.
--
-- #include keep-answer
local letter = redis.call("HMGET", KEYS[1], "place", "answer")
if letter[1] ~= ARGV[1] then
  return 0
end
if tonumber(ARGV[5]) < tonumber(redis.call("HGET", KEYS[6], "horizon") or "0") then
  return -1
end
redis.call("XADD", KEYS[4], "*", "l", ARGV[2], "m", ARGV[3])
if redis.call("GET", KEYS[3]) == letter[2] then
  redis.call("DEL", KEYS[3])
  -- else that bucket would end with the call's next answer
  redis.call("LREM", KEYS[7], 1, ARGV[9])
end
keep_answer(KEYS[5], ARGV[4] .. ":" .. ARGV[3], ARGV[6], KEYS[9], KEYS[8], ARGV[7], ARGV[8])
redis.call("DEL", KEYS[1])
redis.call("ZREM", KEYS[2], ARGV[1])
return 1
