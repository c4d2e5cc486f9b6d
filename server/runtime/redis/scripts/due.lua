-- The parked messages that are due, and when the next one after them is.
--
-- KEYS[1] owner
-- KEYS[2] parked call ids by due time
-- KEYS[3] their messages
-- ARGV[1] epoch
-- ARGV[2] now
-- ARGV[3] how many at most
-- Answers {"due", next due time or "", message..} or {"not_owner"}.
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
  answer[#answer + 1] = redis.call("HGET", KEYS[3], earliest[i])
end
return answer
