-- Takes the arguments one after the other, where their number varies.
local taken = 0
local function argument()
  taken = taken + 1
  return ARGV[taken]
end
