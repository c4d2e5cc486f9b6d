-- Whether an epoch is the present one of the partition whose owner hash is KEYS[1]; learns its horizon and the highest
-- version of its destroyed agents on the way.
local horizon, floor = 0, 0
local function owns(epoch)
  local owner = redis.call("HMGET", KEYS[1], "epoch", "silo", "horizon", "floor")
  horizon, floor = tonumber(owner[3] or "0"), tonumber(owner[4] or "0")
  return owner[1] == epoch and owner[2] ~= false
end
