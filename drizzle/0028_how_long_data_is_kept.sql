DROP INDEX "contacts_account_idx";--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "keep_days" integer;--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "removes_from" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "removed_after_days" integer;--> statement-breakpoint
CREATE INDEX "conversations_account_id_idx" ON "conversations" USING btree ("account_id","id");--> statement-breakpoint
CREATE INDEX "messages_with_words_idx" ON "messages" USING btree ("account_id","sent_at") WHERE "messages"."removed_after_days" is null;--> statement-breakpoint
CREATE INDEX "contacts_account_idx" ON "contacts" USING btree ("account_id","id");--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_keep_days_ck" CHECK ("accounts"."keep_days" in (30, 90, 365));