-- A record's events, oldest first, as the list of their JSON texts.
local function read_events(record_key)
  local events = {}
  for i = 0, tonumber(redis.call("HGET", record_key, "n") or "0") - 1 do
    events[#events + 1] = redis.call("HGET", record_key, "e" .. i)
  end
  return events
end
