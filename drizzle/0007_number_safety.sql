ALTER TABLE "connections" ADD COLUMN "number_linked_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "connections" ADD COLUMN "safety_level" text DEFAULT 'good' NOT NULL;--> statement-breakpoint
ALTER TABLE "connections" ADD COLUMN "safety_level_at" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "messages_account_sent_idx" ON "messages" USING btree ("account_id","sent_at");--> statement-breakpoint
CREATE UNIQUE INDEX "outbox_message_uq" ON "outbox" USING btree ("message_id");