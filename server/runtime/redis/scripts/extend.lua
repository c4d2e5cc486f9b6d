-- Writes events of an open turn record at their place.
--
-- KEYS[1] owner
-- KEYS[2] record
-- ARGV[1] epoch
-- ARGV[2] index of the first
-- ARGV[3..] events, JSON each
-- Answers {"written"}, {"not_owner"} or {"closed"}.
--
-- #include owns
-- #include write-events
if not owns(ARGV[1]) then
  return { "not_owner" }
end
local record = redis.call("HMGET", KEYS[2], "n", "waits")
local written = record[1]
if not written or record[2] then
  return { "closed" }
end
local from = tonumber(ARGV[2])
if from > tonumber(written) then
  return redis.error_reply("GAP events from " .. from .. " where the record has " .. written)
end
write_events(KEYS[2], from, 3)
return { "written" }
