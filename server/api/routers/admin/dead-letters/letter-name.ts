import { z } from "zod";

/** Which call it was, of which agent. */
export const LetterName = z.object({
  agent: z.string().regex(/^[^/]{1,64}\/[^/]{1,128}$/),
  callId: z.string().max(200),
});
