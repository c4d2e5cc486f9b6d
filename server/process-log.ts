import pino from "pino";
import type { Log } from "#runtime/log.ts";

/** The process's log: JSON lines on stdout. Cookies, keys and passwords are never handed to it. */
export function createProcessLog(level: string): Log {
  const logger = pino({ level, base: { pid: process.pid } });
  return (severity, message, fields) => logger[severity](fields ?? {}, message);
}
