DROP INDEX "document_chunks_position_uq";--> statement-breakpoint
ALTER TABLE "document_chunks" ADD COLUMN "generation" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "generation" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "document_chunks_position_uq" ON "document_chunks" USING btree ("document_id","generation","position");