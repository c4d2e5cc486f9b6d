-- Writes the arguments from `first` on as a record's events from index `from` on; `n` counts the record's events.
local function write_events(record_key, from, first)
  for i = first, #ARGV do
    redis.call("HSET", record_key, "e" .. (from + i - first), ARGV[i])
  end
  local count = from + #ARGV - first + 1
  if count > tonumber(redis.call("HGET", record_key, "n") or "0") then
    redis.call("HSET", record_key, "n", count)
  end
end
