-- CreateTable
CREATE TABLE "guest_move" (
    "guest_user_id" TEXT NOT NULL,
    "from_shopper_id" TEXT NOT NULL,
    "to_shopper_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "guest_move_pkey" PRIMARY KEY ("guest_user_id")
);

-- CreateIndex
CREATE INDEX "guest_move_to_shopper_id_idx" ON "guest_move"("to_shopper_id");

-- CreateIndex
CREATE INDEX "guest_move_created_at_idx" ON "guest_move"("created_at");
