-- What a reader lacks of an agent's committed state.
-- Patches suffice when the agent went through the known state (same version, same call id) and every entry since is
-- there and of the known schema.
--
-- KEYS[1] agent
-- KEYS[2] journal
-- KEYS[3] snapshot
-- ARGV[1] known version, or "" for none
-- ARGV[2] known last call id
-- ARGV[3] known schema
-- Answers {"none"}, {"unchanged"}, {"patches", head.., patches} or {"snapshot", head.., patches, version, snapshot}
-- with head = version, last call id, stamp, schema, bytes of the snapshot, bytes of the patches after it.
local agent = redis.call("HMGET", KEYS[1], "v", "last", "at", "schema", "sb", "pb", "sv", "slast")
local version, last, at, schema, snapshot_bytes, patch_bytes = unpack(agent, 1, 6)
local snapshot_version, snapshot_last = agent[7], agent[8]
if not version then
  return { "none" }
end
if ARGV[1] == version and ARGV[2] == last then
  return { "unchanged" }
end

-- an entry's fields are m, c, i, t, s, p in this order: see commit.lua
local function call_id_of(entry)
  return entry[2][6]
end
local function schema_of(entry)
  return entry[2][10]
end
local function patches_of(entries)
  local patches = {}
  for i, entry in ipairs(entries) do
    patches[i] = entry[2][12]
  end
  return patches
end

local function entries_since_known()
  local known = tonumber(ARGV[1])
  if not known or known < 1 or known >= tonumber(version) then
    return nil
  end
  local last_then = known == tonumber(snapshot_version) and snapshot_last
  if not last_then then
    local id = ARGV[1] .. "-0"
    local entry = redis.call("XRANGE", KEYS[2], id, id)[1]
    last_then = entry and call_id_of(entry)
  end
  if last_then ~= ARGV[2] then
    return nil
  end
  local entries = redis.call("XRANGE", KEYS[2], "(" .. ARGV[1] .. "-0", "+")
  if #entries ~= tonumber(version) - known then
    return nil
  end
  for _, entry in ipairs(entries) do
    if schema_of(entry) ~= ARGV[3] then
      return nil
    end
  end
  return entries
end

local head = { "patches", version, last, at, schema, snapshot_bytes, patch_bytes }
local entries = entries_since_known()
if entries then
  head[8] = patches_of(entries)
  return head
end
head[1] = "snapshot"
head[8] = patches_of(redis.call("XRANGE", KEYS[2], "(" .. snapshot_version .. "-0", "+"))
head[9] = snapshot_version
head[10] = redis.call("GET", KEYS[3])
return head
