import pino, { type DestinationStream } from "pino";
import type { Log } from "#runtime/log.ts";
import type { Trace } from "#runtime/observer.ts";
import { redact, redactText } from "./telemetry/redact.ts";

type Options = {
  level: string;
  /** Of what now runs, where it is traced. */
  current?: (() => Trace | undefined) | undefined;
  destination?: DestinationStream;
};

/**
 * The process's log: JSON lines on stdout. Whatever it is handed, secrets and personal data are struck out. What concerns
 * a call or an agent has them as `callId` and `agent`, and its `traceId` where it is traced.
 */
export function createProcessLog({ level, current, destination }: Options): Log {
  const logger = pino({ level, base: { pid: process.pid } }, destination ?? pino.destination(1));
  return (severity, message, fields = {}) => {
    if (!logger.isLevelEnabled(severity)) return;
    const { trace = current?.(), ...rest } = fields;
    const traceId = typeof trace === "string" ? trace.split("-")[1] : undefined;
    const shown = redact(rest) as Record<string, unknown>;
    logger[severity]({ ...shown, ...(traceId !== undefined && { traceId }) }, redactText(message));
  };
}
