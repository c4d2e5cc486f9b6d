import { once } from "node:events";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { onTestFinished } from "vitest";

/** How one request is answered: the words of the model, another status or body, or never. */
export type Reply = { says: string } | { status: number; body: string } | "silence";

type Asked = { model: string; messages: { role: string; content: string }[] };

export interface ModelServer {
  baseUrl: string;
  /** What was asked, in order. */
  asked: { path: string; headers: IncomingHttpHeaders; body: Asked }[];
  /** How the next requests are answered; the last goes on. */
  replies: Reply[];
}

/** An OpenAI-compatible server on loopback that says what it is told to; closed with the test. */
export async function startModelServer(...replies: Reply[]): Promise<ModelServer> {
  const model: ModelServer = { baseUrl: "", asked: [], replies };
  const server = createServer(async (request, response) => {
    const body = JSON.parse(await text(request)) as Asked;
    model.asked.push({ path: request.url ?? "", headers: request.headers, body });
    const reply = model.replies.length > 1 ? model.replies.shift() : model.replies[0];
    if (reply === "silence" || reply === undefined) return;
    const { status, body: sent } = "says" in reply ? { status: 200, body: completion(reply.says) } : reply;
    response.writeHead(status, { "content-type": "application/json" }).end(sent);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  model.baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  return model;
}

const completion = (content: string) =>
  JSON.stringify({
    id: "c1",
    object: "chat.completion",
    created: 1,
    model: "test",
    choices: [{ index: 0, message: { role: "assistant", content }, finish_reason: "stop" }],
    usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
  });
