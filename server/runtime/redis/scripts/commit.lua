-- Commits of several agents of one partition, one after the other. Each ends turns of its agent, all or nothing, and has
-- an answer of its own. Of each, all checks come before the first write, and the journal's XADD is the first: it alone can
-- refuse (out of memory, an id that is not above the last), and a script does not roll back.
--
-- KEYS[1] owner
-- KEYS[2] outbox
-- KEYS[3] feed
-- KEYS[4] index of open records
-- KEYS[5] index of buckets of answers
-- KEYS[6] last commits by type
-- KEYS[7..] per kind the directory of its type; per bucket its key; then per commit its agent and journal, its snapshot
--   where it has one, the agent's schedules where it has ticks, and per ending its answer and its record
-- ARGV, one after the other: epoch, length of the feed;
--   number of kinds, then per kind: type, schema, journal entries to keep below a snapshot or "all";
--   number of buckets, then per bucket: name, the horizon that ends it;
--   number of commits, then per commit: agent, its id, place of its kind, base version, snapshot or "",
--     number of endings, then per ending: call id, answer as kept, since, place of its bucket, "1" with an entry or "0",
--       with an entry: method, caller, stamp, patch, number of messages, then per message: line, message;
--     number of ticks, then per tick: place of its ending, schedule, generation;
--     number of replies, then per reply: channel, body.
-- Answers a list, per commit: {"committed"} or {"committed", the version above which a first commit begins} where that is
--   not 0, {"answered", answer or nil per ending}, {"not_owner"}, {"too_old", call id..}, {"superseded", call id..},
--   {"blocked", call id}, {"conflict"} or {"refused", error}: then this one wrote nothing, unless keys are damaged.
--
-- #include owns
-- #include argument
-- #include close-record
-- #include stands
local keys_taken = 6
local function key()
  keys_taken = keys_taken + 1
  return KEYS[keys_taken]
end

local epoch, feed_length = argument(), argument()
local kinds = {}
for i = 1, tonumber(argument()) do
  kinds[i] = { directory = key(), type = argument(), schema = argument(), keep = argument() }
end
local buckets = {}
for i = 1, tonumber(argument()) do
  buckets[i] = { key = key(), name = argument(), until_horizon = argument(), call_ids = {} }
end
local is_owner = owns(epoch)
local changed = {}

local function read_commit()
  local commit = {
    agent_key = key(), journal_key = key(),
    agent = argument(), id = argument(), kind = kinds[tonumber(argument())], base = argument(), snapshot = argument(),
    endings = {}, ticks = {}, replies = {}, entries = 0,
  }
  if commit.snapshot ~= "" then
    commit.snapshot_key = key()
  end
  for i = 1, tonumber(argument()) do
    local ending = {
      answer_key = key(), record_key = key(),
      call_id = argument(), answer = argument(), since = tonumber(argument()), bucket = buckets[tonumber(argument())],
    }
    if argument() == "1" then
      ending.method, ending.caller, ending.stamp, ending.patch = argument(), argument(), argument(), argument()
      ending.out = {}
      for m = 1, tonumber(argument()) do
        ending.out[m] = { line = argument(), message = argument() }
      end
      commit.entries = commit.entries + 1
    end
    commit.endings[i] = ending
  end
  local ticks = tonumber(argument())
  if ticks > 0 then
    commit.schedules_key = key()
  end
  for i = 1, ticks do
    local call_id = commit.endings[tonumber(argument())].call_id
    commit.ticks[i] = { call_id = call_id, schedule = argument(), generation = argument() }
  end
  for i = 1, tonumber(argument()) do
    commit.replies[i] = { channel = argument(), body = argument() }
  end
  return commit
end

local function known_answers(endings)
  local known = { "answered" }
  local is_known = false
  for i, ending in ipairs(endings) do
    known[i + 1] = redis.call("GET", ending.answer_key)
    is_known = is_known or known[i + 1] ~= false
  end
  return is_known and known or nil
end

local function too_old_of(commit, open_turn)
  local too_old = { "too_old" }
  for _, ending in ipairs(commit.endings) do
    if ending.call_id ~= open_turn and ending.since < horizon then
      too_old[#too_old + 1] = ending.call_id
    end
  end
  return #too_old > 1 and too_old or nil
end

local function superseded_of(commit, open_turn)
  local superseded = { "superseded" }
  for _, tick in ipairs(commit.ticks) do
    if tick.call_id ~= open_turn and not stands(commit.schedules_key, tick.schedule, tick.generation) then
      superseded[#superseded + 1] = tick.call_id
    end
  end
  return #superseded > 1 and superseded or nil
end

-- Writes the journal from the version on and answers the last one written.
local function write_journal(commit, version)
  local schema = commit.kind.schema
  for _, ending in ipairs(commit.endings) do
    if ending.out then
      version = version + 1
      -- read.lua takes these fields by their position
      redis.call(
        "XADD", commit.journal_key, version .. "-0",
        "m", ending.method, "c", ending.caller, "i", ending.call_id, "t", ending.stamp, "s", schema, "p", ending.patch
      )
      ending.version = version
      commit.last = ending
    end
  end
  return version
end

local function write_state(commit, version, unfolded)
  local agent_key, snapshot, last, schema = commit.agent_key, commit.snapshot, commit.last, commit.kind.schema
  if snapshot == "" then
    for _, ending in ipairs(commit.endings) do
      unfolded = unfolded + (ending.out and #ending.patch or 0)
    end
    redis.call("HSET", agent_key, "v", version, "last", last.call_id, "at", last.stamp, "schema", schema, "pb", unfolded)
    return
  end
  redis.call("SET", commit.snapshot_key, snapshot)
  redis.call(
    "HSET", agent_key, "v", version, "last", last.call_id, "at", last.stamp, "schema", schema,
    "sv", version, "slast", last.call_id, "sb", #snapshot, "pb", 0
  )
  local keep = commit.kind.keep
  if keep ~= "all" then
    redis.call("XTRIM", commit.journal_key, "MINID", "=", math.max(version - tonumber(keep) + 1, 1))
    -- an empty stream still takes memory, and the ids do not depend on it
    if redis.call("XLEN", commit.journal_key) == 0 then
      redis.call("DEL", commit.journal_key)
    end
  end
end

local function keep_and_tell(commit)
  for _, ending in ipairs(commit.endings) do
    redis.call("SET", ending.answer_key, ending.answer)
    local call_ids = ending.bucket.call_ids
    call_ids[#call_ids + 1] = ending.call_id
    if ending.out then
      for _, told in ipairs(ending.out) do
        redis.call("XADD", KEYS[2], "*", "l", told.line, "m", told.message)
      end
      changed[commit.kind.type] = redis.call(
        "XADD", KEYS[3], "MAXLEN", "~", feed_length, "*",
        "a", commit.agent, "v", ending.version, "m", ending.method, "i", ending.call_id, "t", ending.stamp
      )
    end
  end
end

local function close_records(commit, open_turn, waits)
  for _, ending in ipairs(commit.endings) do
    if ending.call_id == open_turn or (waits and redis.call("EXISTS", ending.record_key) == 1) then
      close_record(ending.record_key, KEYS[4], commit.agent_key, ending.call_id)
    end
  end
end

local function run(commit)
  local agent_key, kind = commit.agent_key, commit.kind
  local known = known_answers(commit.endings)
  if known then
    return known
  end
  if not is_owner then
    return { "not_owner" }
  end
  local before = redis.call("HMGET", agent_key, "turn", "v", "schema", "waits", "pb")
  local open_turn, version = before[1], tonumber(before[2] or "0")
  local stale = too_old_of(commit, open_turn) or superseded_of(commit, open_turn)
  if stale then
    return stale
  end
  if open_turn then
    local is_own = false
    for _, ending in ipairs(commit.endings) do
      is_own = is_own or ending.call_id == open_turn
    end
    if not is_own then
      return { "blocked", open_turn }
    end
  end
  if version ~= tonumber(commit.base) then
    return { "conflict" }
  end
  if commit.entries > 0 and commit.snapshot == "" and before[3] ~= kind.schema then
    error({ err = "SNAPSHOT is missing: " .. commit.agent .. " has its first commit under schema " .. kind.schema })
  end

  local began = 0
  if commit.entries > 0 then
    local is_first = not before[2]
    if is_first then
      began = floor
    end
    version = write_journal(commit, version + began)
    if is_first then
      redis.call("ZADD", kind.directory, 0, commit.id)
      redis.call("HSET", agent_key, "created", commit.last.stamp)
      if began > 0 then
        redis.call("HSET", agent_key, "began", began)
      end
    end
    write_state(commit, version, tonumber(before[5] or "0"))
  end
  keep_and_tell(commit)
  if open_turn or before[4] then
    close_records(commit, open_turn, before[4])
  end
  for _, reply in ipairs(commit.replies) do
    redis.call("PUBLISH", reply.channel, reply.body)
  end
  return began > 0 and { "committed", began } or { "committed" }
end

local answers = {}
for i = 1, tonumber(argument()) do
  -- one that cannot be carried out keeps no other from it
  local has_run, answer = pcall(run, read_commit())
  answers[i] = has_run and answer or { "refused", type(answer) == "table" and answer.err or answer }
end
for type_name, entry in pairs(changed) do
  redis.call("HSET", KEYS[6], type_name, entry)
end
for _, bucket in ipairs(buckets) do
  -- a new bucket enters the index
  local count = #bucket.call_ids
  if count > 0 and redis.call("RPUSH", bucket.key, unpack(bucket.call_ids)) == count then
    redis.call("ZADD", KEYS[5], bucket.until_horizon, bucket.name)
  end
end
return answers
