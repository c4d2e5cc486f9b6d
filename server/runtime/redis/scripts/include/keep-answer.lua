-- Keeps an answer and lists its call id in the bucket with which it will be forgotten; a new bucket enters the index.
local function keep_answer(answer_key, answer, call_id, bucket_key, index_key, bucket, until_horizon)
  redis.call("SET", answer_key, answer)
  if redis.call("RPUSH", bucket_key, call_id) == 1 then
    redis.call("ZADD", index_key, until_horizon, bucket)
  end
end
