-- Written by hand: the extension behind the trigram index, and ids in the order of their code points, as the directory has
-- them, so that pages of both can be joined.
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- CreateTable
CREATE TABLE "projection" (
    "partition" INTEGER NOT NULL,
    "generation" INTEGER NOT NULL DEFAULT 0,
    "ready" BOOLEAN NOT NULL DEFAULT false,
    "cursor" TEXT,

    CONSTRAINT "projection_pkey" PRIMARY KEY ("partition")
);

-- CreateTable
CREATE TABLE "catalogue_product" (
    "product_id" TEXT COLLATE "C" NOT NULL,
    "partition" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "retired" BOOLEAN NOT NULL,
    "name" TEXT NOT NULL,
    "brand" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "tags" TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "name_text" TEXT NOT NULL,
    "brand_text" TEXT NOT NULL,
    "tags_text" TEXT NOT NULL,
    "all_text" TEXT NOT NULL,

    CONSTRAINT "catalogue_product_pkey" PRIMARY KEY ("product_id")
);

-- CreateTable
CREATE TABLE "placed_order" (
    "order_id" TEXT NOT NULL,
    "partition" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "shopper_id" TEXT NOT NULL,
    "email" TEXT,
    "status" TEXT NOT NULL,
    "item_count" INTEGER NOT NULL,
    "total" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,
    "region" TEXT NOT NULL,
    "placed_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "placed_order_pkey" PRIMARY KEY ("order_id")
);

-- CreateTable
CREATE TABLE "price_event" (
    "product_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "partition" INTEGER NOT NULL,
    "method" TEXT NOT NULL,
    "changed_by" TEXT NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "price_event_pkey" PRIMARY KEY ("product_id","version")
);

-- CreateIndex
CREATE INDEX "catalogue_product_partition_idx" ON "catalogue_product"("partition");

-- CreateIndex
CREATE INDEX "catalogue_product_all_text_idx" ON "catalogue_product" USING GIN ("all_text" gin_trgm_ops);

-- CreateIndex
CREATE INDEX "placed_order_partition_idx" ON "placed_order"("partition");

-- CreateIndex
CREATE INDEX "placed_order_status_placed_at_idx" ON "placed_order"("status", "placed_at");

-- CreateIndex
CREATE INDEX "placed_order_shopper_id_placed_at_idx" ON "placed_order"("shopper_id", "placed_at");

-- CreateIndex
CREATE INDEX "price_event_partition_idx" ON "price_event"("partition");

-- CreateIndex
CREATE INDEX "price_event_changed_at_idx" ON "price_event"("changed_at");
