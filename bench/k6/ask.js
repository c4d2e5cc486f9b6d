import http from "k6/http";
import { Counter, Gauge, Trend } from "k6/metrics";
import { judge } from "./judge.ts";
import { settings } from "./settings.js";

const requests = new Counter("requests");
const answerTime = new Trend("answer_time", true);
const refused = new Counter("refused");
const unexpected = new Counter("unexpected");
// its least and greatest value bound the time that was measured
const answeredAt = new Gauge("answered_at");

// as long as the original's
const patience = 60_000;
/** k6's code for it. */
const timedOut = 1050;

const headers = { "content-type": "application/json", "x-api-key": settings.key };

/** Asks the shop, counts the answer under `endpoint`, and gives what a good one holds. */
export function ask({ endpoint, method = "GET", path, body, refusals = [], isRight }) {
  const answer = send({ method, path, body, endpoint });
  requests.add(1, { endpoint });
  if (answer.milliseconds !== undefined) answerTime.add(answer.milliseconds, { endpoint });
  answeredAt.add(Date.now());
  const verdict = judge(answer, { refusals, isRight });
  if (verdict.kind === "done") return answer.body;
  if (verdict.kind === "refused") refused.add(1, { endpoint, reason: verdict.name });
  else {
    unexpected.add(1, { endpoint });
    // names that nobody foresaw reach the report through this file; a summary holds only those declared before
    console.log(JSON.stringify({ endpoint, name: verdict.name }));
  }
  return undefined;
}

/** Asks without counting. */
export function send({ method, path, body, endpoint = "preparation" }) {
  const response = http.request(method, `${settings.url}/v1${path}`, body === undefined ? null : JSON.stringify(body), {
    headers,
    tags: { name: endpoint },
    timeout: patience,
  });
  return {
    status: response.status,
    body: jsonOf(response.body),
    problem: response.error,
    milliseconds: timeOf(response),
  };
}

/** A refused connection took no time worth counting; an answer given up took all there was. */
function timeOf({ status, timings, error_code }) {
  if (status !== 0) return timings.duration;
  return error_code === timedOut ? patience : undefined;
}

function jsonOf(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
