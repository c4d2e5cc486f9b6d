-- Written by hand: a generated column, which Prisma has no word for. The words of the name weigh most, then those of brand
-- and tags. The configuration `simple` knows no language. The texts are already in lower case.
ALTER TABLE "catalogue_product" ADD COLUMN "words" tsvector GENERATED ALWAYS AS (
    setweight(to_tsvector('simple', "name_text"), 'A')
    || setweight(to_tsvector('simple', "brand_text" || ' ' || "tags_text"), 'B')
    || setweight(to_tsvector('simple', "all_text"), 'D')
) STORED;

-- CreateIndex
CREATE INDEX "catalogue_product_words_idx" ON "catalogue_product" USING GIN ("words");
