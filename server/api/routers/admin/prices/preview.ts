import { createHash } from "node:crypto";
import { ProductRef } from "#agents/item.contract.ts";
import { pricing, type RevisedPricing } from "#agents/pricing/pricing.contract.ts";
import { listsOf, rowsOf } from "#lib/price-changes.ts";
import { type PricePreview, previewOf } from "#lib/price-preview.ts";
import type { Result } from "#lib/result.ts";
import { viewerProcedure } from "../../../trpc.ts";

type Preview = PricePreview & {
  revision: number;
  /** Equal for equal lists on equal revisions: it names the intention to save exactly this. */
  digest: string;
};
type Refusal = { code: "pricing_changed"; detail: RevisedPricing };

const none = { msrpPrices: [], listPrices: [], salePrices: [] };

/** What saving these lists would change. It reads, but lists are too long for an address, so it is sent as a change is. */
export const preview = viewerProcedure
  .input(pricing.commands.revisePricing.input.extend(ProductRef.shape))
  .mutation(async ({ ctx, input: { productId, revision, ...typed } }): Promise<Result<Preview, Refusal>> => {
    const present = await ctx.read(pricing, productId).getRevisedPricing();
    if (present.revision !== revision) return { ok: false, error: { code: "pricing_changed", detail: present } };
    const lists = listsOf(rowsOf(typed));
    const digest = createHash("sha256")
      .update(JSON.stringify([revision, lists]))
      .digest("base64url");
    const preview = previewOf(present.pricing ?? none, lists, new Date(ctx.now()));
    return { ok: true, value: { ...preview, revision, digest } };
  });
