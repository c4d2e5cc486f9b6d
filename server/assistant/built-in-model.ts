import { type LanguageModelV4, type LanguageModelV4Prompt, UnsupportedFunctionalityError } from "@ai-sdk/provider";
import { type Answer, MAX_BRANDS, MAX_PRODUCTS } from "./answer.ts";
import type { Facts } from "./facts.ts";
import { factsOf } from "./prompt.ts";
import { rankCandidates } from "./rank-candidates.ts";

/** How many of the best candidates have a say in which brands are named. */
const VOTERS = 20;

/** The shop's own recommender as a language model: asked as every other, it works without a network. */
export function createBuiltInModel(): LanguageModelV4 {
  return {
    specificationVersion: "v4",
    provider: "granary",
    modelId: "built-in",
    supportedUrls: {},
    async doGenerate({ prompt }) {
      const answer = recommendFrom(factsOf(lastTextOf(prompt)));
      return {
        content: [{ type: "text", text: JSON.stringify(answer) }],
        finishReason: { unified: "stop", raw: undefined },
        usage: {
          inputTokens: { total: 0, noCache: 0, cacheRead: 0, cacheWrite: 0 },
          outputTokens: { total: 0, text: 0, reasoning: 0 },
        },
        warnings: [],
      };
    },
    async doStream() {
      throw new UnsupportedFunctionalityError({ functionality: "streaming" });
    },
  };
}

function recommendFrom(facts: Facts): Answer {
  const ranked = rankCandidates(facts);
  const votes = new Map<string, number>();
  for (const { candidate, score } of ranked.slice(0, VOTERS)) {
    votes.set(candidate.brand, (votes.get(candidate.brand) ?? 0) + score);
  }
  return {
    products: ranked
      .slice(0, MAX_PRODUCTS)
      .map(({ candidate, reason }) => ({ productId: candidate.productId, reason })),
    brands: [...votes]
      .sort(([a, votesA], [b, votesB]) => votesB - votesA || (a < b ? -1 : 1))
      .slice(0, MAX_BRANDS)
      .map(([brand]) => brand),
  };
}

function lastTextOf(prompt: LanguageModelV4Prompt): string {
  const last = prompt.findLast(({ role }) => role === "user");
  if (last?.role !== "user") return "";
  return last.content.map((part) => (part.type === "text" ? part.text : "")).join("");
}
