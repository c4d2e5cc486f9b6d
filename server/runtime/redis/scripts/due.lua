-- The parked messages that are due, and when the next one after them is.
--
-- KEYS[1] owner
-- KEYS[2] places by due time
-- KEYS[3] messages by call id
-- ARGV[1] epoch
-- ARGV[2] now
-- ARGV[3] how many at most
-- Answers {"due", next due time or "", {place, message}..} or {"not_owner"}.
--
-- #include owns
if not owns(ARGV[1]) then
  return { "not_owner" }
end
local limit = tonumber(ARGV[3])
local earliest = redis.call("ZRANGE", KEYS[2], 0, limit, "WITHSCORES")
local answer = { "due", "" }
for i = 1, #earliest, 2 do
  if #answer - 2 == limit or tonumber(earliest[i + 1]) > tonumber(ARGV[2]) then
    answer[2] = earliest[i + 1]
    break
  end
  local place = earliest[i]
  answer[#answer + 1] = { place, redis.call("HGET", KEYS[3], place:sub(place:find(":", 1, true) + 1)) }
end
return answer
