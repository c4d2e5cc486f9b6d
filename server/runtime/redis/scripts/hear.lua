-- The last word of a partition's owner, while its lease runs and the word is fresh.
--
-- KEYS[1] owner
-- ARGV[1] how old a word may be, ms
-- Answers the word, or nil.
--
-- #include now
local owner = redis.call("HMGET", KEYS[1], "silo", "lease", "word", "word_at")
local time = now()
if owner[1] and owner[3] and tonumber(owner[2] or "0") > time and tonumber(owner[4]) >= time - tonumber(ARGV[1]) then
  return owner[3]
end
return false
