-- Forgets a dead letter; its answer stays.
--
-- KEYS[1] letter
-- KEYS[2] places of the letters
-- Answers 1, or 0 when there is none.
local place = redis.call("HGET", KEYS[1], "place")
if not place then
  return 0
end
redis.call("DEL", KEYS[1])
redis.call("ZREM", KEYS[2], place)
return 1
