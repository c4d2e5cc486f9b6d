-- Whether an epoch is the present one of the partition whose owner hash is KEYS[1].
local function owns(epoch)
  local owner = redis.call("HMGET", KEYS[1], "epoch", "silo")
  return owner[1] == epoch and owner[2] ~= false
end
