-- Ends turns of one agent, all or nothing. All checks come before the first write, and the journal's XADD is the first:
-- it alone can refuse (out of memory, an id that is not above the last), and a script does not roll back.
--
-- KEYS[1] owner
-- KEYS[2] agent
-- KEYS[3] journal
-- KEYS[4] snapshot
-- KEYS[5] directory of the agent's type
-- KEYS[6] outbox
-- KEYS[7] feed
-- KEYS[8] index of open records
-- KEYS[9] index of buckets of answers
-- KEYS[10] schedules of the agent
-- KEYS[11] last commits by type
-- KEYS[12..] per ending its answer, its record and its bucket
-- ARGV, one after the other: epoch, agent, its id, its type, base version, schema, length of the feed,
--   journal entries to keep below a snapshot or "all", snapshot or "",
--   number of endings, then per ending: call id, answer as kept, since, bucket, the horizon that
--     ends the bucket, "1" with an entry or "0" without,
--     with an entry: method, caller, stamp, patch, number of messages, then per message: line, message;
--   number of ticks, then per tick: place of its ending, schedule, generation;
--   then pairs of reply channel and body.
-- Answers {"committed"} or {"committed", the version above which a first commit begins} where that is not 0, {"answered", answer or nil per ending}, {"not_owner"}, {"too_old", call id..}, {"superseded", call id..},
--   {"blocked", call id} or {"conflict"}.
--
-- #include owns
-- #include argument
-- #include publish-replies
-- #include close-record
-- #include stands
-- #include keep-answer
local epoch, agent, id, type_name = argument(), argument(), argument(), argument()
local base, schema = argument(), argument()
local feed_length, keep, snapshot = argument(), argument(), argument()
local count = tonumber(argument())

local endings = {}
local entries = 0
for i = 1, count do
  local ending = {
    call_id = argument(), answer = argument(), since = tonumber(argument()), bucket = argument(), until_horizon = argument(),
    answer_key = KEYS[9 + 3 * i], record_key = KEYS[10 + 3 * i], bucket_key = KEYS[11 + 3 * i],
  }
  if argument() == "1" then
    ending.method, ending.caller, ending.stamp, ending.patch = argument(), argument(), argument(), argument()
    ending.out = {}
    for m = 1, tonumber(argument()) do
      ending.out[m] = { line = argument(), message = argument() }
    end
    entries = entries + 1
  end
  endings[i] = ending
end
local ticks = {}
for i = 1, tonumber(argument()) do
  ticks[i] = { call_id = endings[tonumber(argument())].call_id, schedule = argument(), generation = argument() }
end

local known = { "answered" }
local is_known = false
for i, ending in ipairs(endings) do
  known[i + 1] = redis.call("GET", ending.answer_key)
  is_known = is_known or known[i + 1] ~= false
end
if is_known then
  return known
end
if not owns(epoch) then
  return { "not_owner" }
end
local before = redis.call("HMGET", KEYS[2], "turn", "v", "schema", "waits", "pb")
local open_turn, version = before[1], tonumber(before[2] or "0")
local own_record
local too_old = { "too_old" }
for _, ending in ipairs(endings) do
  if ending.call_id == open_turn then
    own_record = ending.record_key
  elseif ending.since < horizon then
    too_old[#too_old + 1] = ending.call_id
  end
end
if #too_old > 1 then
  return too_old
end
local superseded = { "superseded" }
for _, tick in ipairs(ticks) do
  if tick.call_id ~= open_turn and not stands(KEYS[10], tick.schedule, tick.generation) then
    superseded[#superseded + 1] = tick.call_id
  end
end
if #superseded > 1 then
  return superseded
end
if open_turn and not own_record then
  return { "blocked", open_turn }
end
if version ~= tonumber(base) then
  return { "conflict" }
end
if entries > 0 and snapshot == "" and before[3] ~= schema then
  return redis.error_reply("SNAPSHOT is missing: " .. agent .. " has its first commit under schema " .. schema)
end

local began = 0
if not before[2] and entries > 0 then
  began = floor
  version = began
end
local last, at
local patch_bytes = 0
for _, ending in ipairs(endings) do
  if ending.out then
    version = version + 1
    -- read.lua takes these fields by their position
    redis.call(
      "XADD", KEYS[3], version .. "-0",
      "m", ending.method, "c", ending.caller, "i", ending.call_id, "t", ending.stamp, "s", schema, "p", ending.patch
    )
    ending.version = version
    last, at = ending.call_id, ending.stamp
    patch_bytes = patch_bytes + #ending.patch
  end
end
if entries > 0 then
  if not before[2] then
    redis.call("ZADD", KEYS[5], 0, id)
    redis.call("HSET", KEYS[2], "created", at)
    if began > 0 then
      redis.call("HSET", KEYS[2], "began", began)
    end
  end
  if snapshot == "" then
    local unfolded = tonumber(before[5] or "0") + patch_bytes
    redis.call("HSET", KEYS[2], "v", version, "last", last, "at", at, "schema", schema, "pb", unfolded)
  else
    redis.call("SET", KEYS[4], snapshot)
    redis.call(
      "HSET", KEYS[2], "v", version, "last", last, "at", at, "schema", schema,
      "sv", version, "slast", last, "sb", #snapshot, "pb", 0
    )
    if keep ~= "all" then
      redis.call("XTRIM", KEYS[3], "MINID", "=", math.max(version - tonumber(keep) + 1, 1))
      -- an empty stream still takes memory, and the ids do not depend on it
      if redis.call("XLEN", KEYS[3]) == 0 then
        redis.call("DEL", KEYS[3])
      end
    end
  end
end
local changed
for _, ending in ipairs(endings) do
  keep_answer(
    ending.answer_key, ending.answer, ending.call_id, ending.bucket_key, KEYS[9], ending.bucket, ending.until_horizon
  )
  if ending.out then
    for _, told in ipairs(ending.out) do
      redis.call("XADD", KEYS[6], "*", "l", told.line, "m", told.message)
    end
    changed = redis.call(
      "XADD", KEYS[7], "MAXLEN", "~", feed_length, "*",
      "a", agent, "v", ending.version, "m", ending.method, "i", ending.call_id, "t", ending.stamp
    )
  end
end
if changed then
  redis.call("HSET", KEYS[11], type_name, changed)
end
if own_record then
  close_record(own_record, KEYS[8], KEYS[2], open_turn)
end
if before[4] then
  for _, ending in ipairs(endings) do
    if redis.call("EXISTS", ending.record_key) == 1 then
      close_record(ending.record_key, KEYS[8], KEYS[2], ending.call_id)
    end
  end
end
publish_replies()
return began > 0 and { "committed", began } or { "committed" }
