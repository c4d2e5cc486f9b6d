-- Clears an open turn record: its hash, its place in the index and the agent's pointer to it.
local function close_record(record_key, index_key, agent_key, call_id)
  redis.call("DEL", record_key)
  redis.call("ZREM", index_key, call_id)
  redis.call("HDEL", agent_key, "turn")
end
