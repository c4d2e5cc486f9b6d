-- Advances schedules and puts their ticks into the outbox. One that is no longer due at the moment that was read, or
-- stands under another generation, is left as it is.
--
-- KEYS[1] owner
-- KEYS[2] places of schedules by due time
-- KEYS[3] outbox
-- KEYS[4..] per schedule the schedules of its agent
-- ARGV, one after the other: epoch, number of schedules, then per schedule: place, name, generation, due, next due or "",
--   number of ticks, then per tick: line, message.
-- Answers {"ticked"} or {"not_owner"}.
--
-- #include owns
-- #include argument
-- #include stands
if not owns(argument()) then
  return { "not_owner" }
end
for i = 1, tonumber(argument()) do
  local place, name, generation, due, next_due = argument(), argument(), argument(), argument(), argument()
  local score = redis.call("ZSCORE", KEYS[2], place)
  local is_due = score and tonumber(score) == tonumber(due) and stands(KEYS[3 + i], name, generation)
  for _ = 1, tonumber(argument()) do
    local line, message = argument(), argument()
    if is_due then
      redis.call("XADD", KEYS[3], "*", "l", line, "m", message)
    end
  end
  if is_due and next_due ~= "" then
    redis.call("ZADD", KEYS[2], next_due, place)
  elseif is_due then
    redis.call("ZREM", KEYS[2], place)
    redis.call("HDEL", KEYS[3 + i], name)
  end
end
return { "ticked" }
