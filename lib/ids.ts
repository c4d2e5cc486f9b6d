import { z } from "zod";

/** What may stand for an agent's id anywhere: in a URL, a Redis key and a log line without escaping. */
export const idPattern = /^[A-Za-z0-9][A-Za-z0-9._~-]{0,127}$/;

export const Id = z
  .string()
  .regex(idPattern, "1 to 128 letters, digits, '.', '_', '~' or '-', starting with a letter or digit");
