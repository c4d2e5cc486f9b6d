-- Takes a dead letter back: its message goes to the outbox and its answer is forgotten.
--
-- KEYS[1] letter
-- KEYS[2] places of the letters
-- KEYS[3] answer
-- KEYS[4] outbox
-- KEYS[5] the replay of this call
-- ARGV[1] place of the letter that was read
-- ARGV[2] line
-- ARGV[3] message
-- ARGV[4] attempt
-- ARGV[5] how long answers are kept, ms
-- Answers 1, or 0 when that letter is gone.
local letter = redis.call("HMGET", KEYS[1], "place", "answer")
if letter[1] ~= ARGV[1] then
  return 0
end
redis.call("XADD", KEYS[4], "*", "l", ARGV[2], "m", ARGV[3])
if redis.call("GET", KEYS[3]) == letter[2] then
  redis.call("DEL", KEYS[3])
end
redis.call("SET", KEYS[5], ARGV[4] .. ":" .. ARGV[3], "PX", ARGV[5])
redis.call("DEL", KEYS[1])
redis.call("ZREM", KEYS[2], ARGV[1])
return 1
