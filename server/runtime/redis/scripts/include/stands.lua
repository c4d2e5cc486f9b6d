-- Whether a schedule stands under a generation; a row is `<generation>:<plan>`.
local function stands(schedules_key, schedule, generation)
  local row = redis.call("HGET", schedules_key, schedule)
  return row and row:match("^(%d+):") == generation
end
