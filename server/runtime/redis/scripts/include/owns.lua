-- Whether an epoch is the present one of the partition whose owner hash is KEYS[1]; learns its horizon on the way.
local horizon = 0
local function owns(epoch)
  local owner = redis.call("HMGET", KEYS[1], "epoch", "silo", "horizon")
  horizon = tonumber(owner[3] or "0")
  return owner[1] == epoch and owner[2] ~= false
end
