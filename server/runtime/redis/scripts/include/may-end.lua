-- Why the one turn that a script ends may not end, in the order in which a commit looks; nil when it may.
-- Learns the agent's version: "0" for one that is not there. Its own turn has no record.
local version = "0"
local function refusal(epoch, agent_key, answer_key, since, base)
  local known = redis.call("GET", answer_key)
  if known then
    return { "answered", known }
  end
  if not owns(epoch) then
    return { "not_owner" }
  end
  if tonumber(since) < horizon then
    return { "too_old" }
  end
  local agent = redis.call("HMGET", agent_key, "turn", "v")
  if agent[1] then
    return { "blocked", agent[1] }
  end
  version = agent[2] or "0"
  return version ~= base and { "conflict" } or nil
end
