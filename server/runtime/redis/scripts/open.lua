-- Opens a turn's record, new or waiting, or writes the events that the open one lacks.
--
-- KEYS[1] owner
-- KEYS[2] agent
-- KEYS[3] answer
-- KEYS[4] record
-- KEYS[5] index of open records
-- KEYS[6] the replay of this call, "<attempt>:<message>"
-- KEYS[7] schedules of the agent
-- ARGV[1] epoch
-- ARGV[2] call id
-- ARGV[3] base version
-- ARGV[4] the opening without its events, JSON
-- ARGV[5] attempt
-- ARGV[6] since of the message
-- ARGV[7] schedule of a tick, or ""
-- ARGV[8] its generation
-- ARGV[9..] events, JSON each
-- Answers {"open"}, {"answered", answer}, {"not_owner"}, {"replayed", message}, {"too_old"}, {"superseded"}, {"blocked", call id}
--   or {"conflict"}.
--
-- #include owns
-- #include stands
-- #include write-events
local answer = redis.call("GET", KEYS[3])
if answer then
  return { "answered", answer }
end
if not owns(ARGV[1]) then
  return { "not_owner" }
end
local replayed = redis.call("GET", KEYS[6])
if replayed then
  local colon = string.find(replayed, ":", 1, true)
  if tonumber(string.sub(replayed, 1, colon - 1)) > tonumber(ARGV[5]) then
    return { "replayed", string.sub(replayed, colon + 1) }
  end
end
local record = redis.call("HMGET", KEYS[4], "n", "waits")
local written = tonumber(record[1] or "-1")
if record[2] then
  if tonumber(record[2]) > tonumber(ARGV[5]) then
    return { "blocked", ARGV[2] }
  end
elseif written >= 0 then
  for i = 0, math.min(written, #ARGV - 8) - 1 do
    if redis.call("HGET", KEYS[4], "e" .. i) ~= ARGV[9 + i] then
      return { "blocked", ARGV[2] }
    end
  end
  write_events(KEYS[4], written, 9 + written)
  return { "open" }
end
if not record[2] and tonumber(ARGV[6]) < horizon then
  return { "too_old" }
end
if ARGV[7] ~= "" and not stands(KEYS[7], ARGV[7], ARGV[8]) then
  return { "superseded" }
end
local agent = redis.call("HMGET", KEYS[2], "turn", "v")
if agent[1] then
  return { "blocked", agent[1] }
end
if (agent[2] or "0") ~= ARGV[3] then
  return { "conflict" }
end
redis.call("HSET", KEYS[4], "n", 0, "opening", ARGV[4], "attempt", ARGV[5])
write_events(KEYS[4], 0, 9)
redis.call("HSET", KEYS[2], "turn", ARGV[2])
if record[2] then
  redis.call("HDEL", KEYS[4], "waits")
  if redis.call("HINCRBY", KEYS[2], "waits", -1) == 0 then
    redis.call("HDEL", KEYS[2], "waits")
  end
  return { "open" }
end
redis.call("HSET", KEYS[4], "recovered", ARGV[1] .. ":0")
local newest = redis.call("ZRANGE", KEYS[5], -1, -1, "WITHSCORES")
redis.call("ZADD", KEYS[5], tonumber(newest[2] or "0") + 1, ARGV[2])
return { "open" }
