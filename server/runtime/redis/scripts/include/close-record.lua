-- Clears a record: its hash, its place in the index and the agent's pointer to it, or its count among those that wait.
local function close_record(record_key, index_key, agent_key, call_id)
  if redis.call("HEXISTS", record_key, "waits") == 0 then
    redis.call("HDEL", agent_key, "turn")
  elseif redis.call("HINCRBY", agent_key, "waits", -1) == 0 then
    redis.call("HDEL", agent_key, "waits")
  end
  redis.call("DEL", record_key)
  redis.call("ZREM", index_key, call_id)
end
