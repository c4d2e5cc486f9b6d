/** What Fastify throws about a request before any door has seen it. */
export type RequestError = { statusCode?: number; code?: string; message: string; stack?: string };

export const tooLarge = (limit: number) => `The body is larger than ${Math.floor(limit / 1024)} KB.`;

/** Status and sentence for people. What went wrong on our side is for the log only. */
export function describeRequestError(error: RequestError, bodyLimit: number): { status: number; message: string } {
  const status = error.statusCode ?? 500;
  if (status >= 500) return { status, message: "Something went wrong on our side." };
  return { status, message: error.code === "FST_ERR_CTP_BODY_TOO_LARGE" ? tooLarge(bodyLimit) : error.message };
}
