import { NewerCode } from "./control.ts";
import type { Message } from "./message.ts";
import type { AgentType } from "./types.ts";
import type { Workplace } from "./workplace.ts";

/** What newer code has begun, or alone knows, is its own: throws `NewerCode`. */
export function mustBeRunHere(
  at: Pick<Workplace, "othersRun">,
  { contract: { name }, durable }: AgentType,
  { agent, method: command }: Message,
  begunBy: number | undefined,
): void {
  if (begunBy !== undefined && begunBy > (durable?.version ?? 1)) {
    throw new NewerCode(agent, { type: name, version: begunBy });
  }
  const need = { type: name, command };
  if (!durable?.commands[command] && at.othersRun(need)) throw new NewerCode(agent, need);
}
