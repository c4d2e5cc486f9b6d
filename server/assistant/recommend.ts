import type { Result } from "#lib/result.ts";
import { type Answer, checkAnswer } from "./answer.ts";
import { askModel, type ModelFailure } from "./ask-model.ts";
import type { NamedModel } from "./choose-model.ts";
import type { Purchases, Shelf } from "./facts.ts";
import { gatherFacts } from "./gather-facts.ts";

/** An answer with nothing in it says that there is nothing to recommend. */
export type Recommendation = Answer & { model: string };

export type Failure = ModelFailure | { code: "shelf_unreadable" | "unknown_products"; message: string };

/** Never throws but when the signal is aborted: whatever goes wrong outside is a value. */
export type Recommend = (purchases: Purchases, signal: AbortSignal) => Promise<Result<Recommendation, Failure>>;

type Options = NamedModel & {
  /** What the shop has now; read at each call, so keep it cheap. */
  readShelf: () => Promise<Shelf>;
  /** How long a model may think, in milliseconds. */
  patience?: number;
  maxCandidates?: number;
};

export function createRecommend({
  name,
  model,
  readShelf,
  patience = 30_000,
  maxCandidates = 200,
}: Options): Recommend {
  return async (purchases, signal) => {
    const shelf = await readShelf().catch((error: unknown) => String(error));
    if (typeof shelf === "string") return failed("shelf_unreadable", shelf);
    const facts = gatherFacts(purchases, shelf, maxCandidates);
    if (facts.candidates.length === 0) return { ok: true, value: { products: [], brands: [], model: name } };

    const answer = await askModel(model, facts, { signal, patience });
    if (!answer.ok) return answer;
    const checked = checkAnswer(answer.value, facts);
    if (checked.products.length === 0 && answer.value.products.length > 0) {
      return failed("unknown_products", "none of the products is one of the shop's");
    }
    return { ok: true, value: { ...checked, model: name } };
  };
}

const failed = (code: Failure["code"], message: string) => ({ ok: false as const, error: { code, message } });
