import { type Command, Line, type Outcome } from "../record.ts";

/** One command with all its attempts, as its client wrote them down. */
export type Intent<C extends Command = Command> = {
  id: string;
  client: string;
  keyed: boolean;
  command: C;
  /** The beginning of its first attempt and the end of its last. */
  sentAt: number;
  endedAt: number;
  outcome: Outcome;
  code?: string;
  orderId?: string;
};

export type ClientLog = {
  /** In the order in which they were sent. */
  intents: Intent[];
  shoppers: Map<string, string>;
};

/** What one client's file says. A send without its answer is an attempt whose end nobody knows. */
export function readClientLog(client: string, text: string): ClientLog {
  const lines = text.split("\n").filter((line) => line !== "");
  const byId = new Map<string, Intent>();
  const open = new Set<string>();
  const shoppers = new Map<string, string>();
  for (const each of lines) {
    const line = Line.parse(JSON.parse(each));
    if (line.line === "cart") {
      shoppers.set(line.cart, line.shopper);
    } else if (line.line === "send") {
      const { id, at, key, command } = line;
      const before = byId.get(id);
      open.add(id);
      if (before) before.endedAt = at;
      else
        byId.set(id, { id, client, keyed: key !== undefined, command, sentAt: at, endedAt: at, outcome: "not_sent" });
    } else {
      const intent = byId.get(line.id);
      if (!intent) throw new Error(`${client}: an answer to ${line.id}, which was not sent`);
      open.delete(line.id);
      end(intent, line);
    }
  }
  for (const id of open) {
    const intent = byId.get(id);
    if (intent) intent.outcome = "unknown";
  }
  return { intents: [...byId.values()], shoppers };
}

/** Once unknown, an attempt that did not leave tells nothing more. */
function end(intent: Intent, answer: Extract<Line, { line: "answer" }>): void {
  const { at, outcome, code, orderId } = answer;
  intent.endedAt = at;
  if (outcome === "not_sent" && intent.outcome === "unknown") return;
  intent.outcome = outcome;
  if (code !== undefined) intent.code = code;
  if (orderId !== undefined) intent.orderId = orderId;
}
