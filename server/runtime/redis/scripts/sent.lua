-- Removes outbox entries.
--
-- KEYS[1] owner
-- KEYS[2] outbox
-- ARGV[1] epoch
-- ARGV[2..] entry ids
-- Answers {"removed"} or {"not_owner"}.
--
-- #include owns
if not owns(ARGV[1]) then
  return { "not_owner" }
end
for i = 2, #ARGV do
  redis.call("XDEL", KEYS[2], ARGV[i])
end
return { "removed" }
