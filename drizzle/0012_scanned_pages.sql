ALTER TABLE "documents" DROP CONSTRAINT "documents_status_ck";--> statement-breakpoint
ALTER TABLE "document_pages" ADD COLUMN "is_from_picture" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "picture_page_count" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_status_ck" CHECK ("documents"."status" in ('queued', 'parsing', 'recognising', 'embedding', 'ready', 'failed'));