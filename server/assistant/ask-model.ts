import {
  APICallError,
  generateText,
  type LanguageModel,
  NoObjectGeneratedError,
  NoOutputGeneratedError,
  Output,
} from "ai";
import type { Result } from "#lib/result.ts";
import { Answer } from "./answer.ts";
import type { Facts } from "./facts.ts";
import { instructions, promptOf } from "./prompt.ts";

export type ModelFailure = { code: "timed_out" | "call_failed" | "not_understood"; message: string };

type Bounds = { signal: AbortSignal; patience: number };

/** Asks a model once and reads its answer; trying again is the caller's. Throws only when `signal` is aborted. */
export async function askModel(
  model: LanguageModel,
  facts: Facts,
  { signal, patience }: Bounds,
): Promise<Result<Answer, ModelFailure>> {
  const tooLong = AbortSignal.timeout(patience);
  try {
    const { output } = await generateText({
      model,
      instructions,
      prompt: promptOf(facts),
      output: Output.object({ schema: Answer, name: "recommendation" }),
      abortSignal: AbortSignal.any([signal, tooLong]),
      maxRetries: 0,
    });
    return { ok: true, value: output };
  } catch (error) {
    signal.throwIfAborted();
    return { ok: false, error: tooLong.aborted ? timedOut(patience) : failureOf(error) };
  }
}

const timedOut = (patience: number): ModelFailure => ({
  code: "timed_out",
  message: `the model did not answer within ${patience} ms`,
});

/** The first line only: the rest may quote the whole request. */
function failureOf(error: unknown): ModelFailure {
  const [line = ""] = (error instanceof Error ? error.message : String(error)).split("\n");
  const nonsense = NoObjectGeneratedError.isInstance(error) || NoOutputGeneratedError.isInstance(error);
  const status = APICallError.isInstance(error) && error.statusCode !== undefined ? `${error.statusCode}: ` : "";
  return { code: nonsense ? "not_understood" : "call_failed", message: `${status}${line}`.slice(0, 300) };
}
