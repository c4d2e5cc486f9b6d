-- CreateIndex
CREATE INDEX "placed_order_placed_at_order_id_idx" ON "placed_order"("placed_at", "order_id");
