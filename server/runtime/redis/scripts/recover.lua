-- Turn records, open or waiting, with their events; counts a recovery of each, once an epoch, when asked to.
--
-- KEYS[1] owner
-- KEYS[2..] records
-- ARGV[1] epoch
-- ARGV[2] "1" to count
-- Answers {"turns", {opening, recoveries, events, 1 if it waits}..} or {"not_owner"}; a record that is gone is left out.
--
-- #include owns
-- #include read-events
if not owns(ARGV[1]) then
  return { "not_owner" }
end
local turns = { "turns" }
for i = 2, #KEYS do
  local record = redis.call("HMGET", KEYS[i], "opening", "recovered", "waits")
  if record[1] then
    local epoch, count = record[2]:match("^(%d+):(%d+)$")
    if ARGV[2] == "1" and epoch ~= ARGV[1] then
      count = tonumber(count) + 1
      redis.call("HSET", KEYS[i], "recovered", ARGV[1] .. ":" .. count)
    end
    turns[#turns + 1] = { record[1], tonumber(count), read_events(KEYS[i]), record[3] and 1 or 0 }
  end
end
return turns
