-- Counts each field once an epoch (`<epoch>:<count>`), so that a repeat counts nothing more.
--
-- KEYS[1] owner
-- KEYS[2] counts
-- ARGV[1] epoch
-- ARGV[2..] fields
-- Answers {"counted", count..} or {"not_owner"}.
--
-- #include owns
if not owns(ARGV[1]) then
  return { "not_owner" }
end
local answer = { "counted" }
for i = 2, #ARGV do
  local epoch, count = (redis.call("HGET", KEYS[2], ARGV[i]) or "0:0"):match("^(%d+):(%d+)$")
  count = tonumber(count)
  if epoch ~= ARGV[1] then
    count = count + 1
    redis.call("HSET", KEYS[2], ARGV[i], ARGV[1] .. ":" .. count)
  end
  answer[#answer + 1] = count
end
return answer
