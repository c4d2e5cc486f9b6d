-- What a call waits for: its answer is there, no record is open on its agent, or the one that is.
--
-- KEYS[1] answer
-- KEYS[2] agent
-- KEYS[3] the record that was open a moment ago
-- ARGV[1] its call id, or ""
-- Answers {"answered", answer}, {"free"}, {"held", opening, events} or {"other", call id}: that record is open now.
--
-- #include read-events
local answer = redis.call("GET", KEYS[1])
if answer then
  return { "answered", answer }
end
local turn = redis.call("HGET", KEYS[2], "turn")
if not turn then
  return { "free" }
end
if turn ~= ARGV[1] then
  return { "other", turn }
end
return { "held", redis.call("HGET", KEYS[3], "opening"), read_events(KEYS[3]) }
