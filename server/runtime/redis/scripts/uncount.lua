-- Forgets counts; nothing when the epoch is over.
--
-- KEYS[1] owner
-- KEYS[2] counts
-- ARGV[1] epoch
-- ARGV[2..] fields
--
-- #include owns
if owns(ARGV[1]) then
  for i = 2, #ARGV do
    redis.call("HDEL", KEYS[2], ARGV[i])
  end
end
return 1
