-- Takes a partition that is free or whose lease has run out, and raises its epoch. On another run of the server than the
-- last claim's, the data may be an older copy: then the epoch goes on from the time, so that none is ever given out twice.
--
-- KEYS[1] owner
-- ARGV[1] silo
-- ARGV[2] length of the lease, ms
-- Answers {"claimed", epoch, "1" if it was handed back} or {"held", holder, ms that are left}.
--
-- #include now
local owner = redis.call("HMGET", KEYS[1], "silo", "epoch", "lease", "handed_back", "run")
local silo, epoch, lease = owner[1], tonumber(owner[2] or "0"), tonumber(owner[3] or "0")
local time = now()
local handed_back = owner[4] or "0"
local held = silo and lease > time
if held and silo ~= ARGV[1] then
  return { "held", silo, lease - time }
end
if not held then
  handed_back = not silo and epoch > 0 and "1" or "0"
  local info = redis.pcall("INFO", "server")
  local run = type(info) == "string" and string.match(info, "run_id:(%w+)") or ""
  epoch = epoch + 1
  if owner[5] and owner[5] ~= run then
    epoch = math.max(epoch, time)
  end
  redis.call("HSET", KEYS[1], "run", run)
end
redis.call("HSET", KEYS[1], "silo", ARGV[1], "epoch", epoch, "lease", time + tonumber(ARGV[2]))
redis.call("HSET", KEYS[1], "handed_back", handed_back)
return { "claimed", epoch, handed_back }
