import type { RedisClient } from "./open-client.ts";

/**
 * Gives a connection up, so that it is made anew, when the server has said nothing for a whole beat: a paused machine or
 * a cut cable ends no socket, and who only listens would wait for ever.
 */
export function watchSilence(client: RedisClient, everyMs: number): () => void {
  let isAnswered = true;
  const answered = () => {
    isAnswered = true;
  };
  const beat = () => {
    // "connect" is up to the server as well: it has not answered the first questions yet
    if (client.status !== "ready" && client.status !== "connect") {
      answered();
    } else if (isAnswered) {
      isAnswered = false;
      if (client.status === "ready") client.ping().then(answered, answered);
    } else {
      answered();
      client.disconnect(true);
    }
  };
  client.on("ready", answered);
  const timer = setInterval(beat, everyMs);
  return () => clearInterval(timer);
}
