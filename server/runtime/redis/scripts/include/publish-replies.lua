-- Publishes what is left of the arguments: pairs of channel and body.
local function publish_replies()
  for _ = taken + 1, #ARGV, 2 do
    redis.call("PUBLISH", argument(), argument())
  end
end
