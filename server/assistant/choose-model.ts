import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { extractJsonMiddleware, type LanguageModel, wrapLanguageModel } from "ai";
import { createBuiltInModel } from "./built-in-model.ts";

export type ModelConfiguration = { baseUrl: string; apiKey?: string | undefined; model: string };

/** A model and the name under which its answers are shown. */
export type NamedModel = { name: string; model: LanguageModel };

/** The configured model of an OpenAI-compatible server, or the built-in one. */
export function chooseModel(configured: ModelConfiguration | null): NamedModel {
  if (configured === null) return { name: "built-in", model: createBuiltInModel() };
  const { baseUrl: baseURL, apiKey, model: name } = configured;
  const provider = createOpenAICompatible({
    name: "configured",
    baseURL,
    supportsStructuredOutputs: true,
    ...(apiKey !== undefined && { apiKey }),
  });
  // many servers put their JSON into a code fence, whatever they are asked for
  return { name, model: wrapLanguageModel({ model: provider(name), middleware: extractJsonMiddleware() }) };
}
