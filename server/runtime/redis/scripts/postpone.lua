-- Lets an open record wait: its events go, its message stays for the next attempt, and the agent is free for others.
--
-- KEYS[1] owner
-- KEYS[2] agent
-- KEYS[3] answer
-- KEYS[4] record
-- ARGV[1] epoch
-- ARGV[2] the attempt for which it waits
-- ARGV[3] the opening without events, JSON
-- Answers {"postponed"}, {"answered", answer}, {"not_owner"} or {"closed"}.
--
-- #include owns
local answer = redis.call("GET", KEYS[3])
if answer then
  return { "answered", answer }
end
if not owns(ARGV[1]) then
  return { "not_owner" }
end
local record = redis.call("HMGET", KEYS[4], "attempt", "waits", "n")
if record[2] == ARGV[2] then
  return { "postponed" }
end
if record[2] or tonumber(record[1] or "-2") ~= tonumber(ARGV[2]) - 1 then
  return { "closed" }
end
for i = 0, tonumber(record[3]) - 1 do
  redis.call("HDEL", KEYS[4], "e" .. i)
end
redis.call("HSET", KEYS[4], "n", 0, "opening", ARGV[3], "waits", ARGV[2])
redis.call("HDEL", KEYS[2], "turn")
redis.call("HINCRBY", KEYS[2], "waits", 1)
return { "postponed" }
