ALTER TABLE "message_reactions" ADD COLUMN "written_in" text;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "asks_whether_helped" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX "message_reactions_written_idx" ON "message_reactions" USING btree ("written_in") WHERE "message_reactions"."written_in" is not null;--> statement-breakpoint
CREATE INDEX "messages_asking_idx" ON "messages" USING btree ("account_id","conversation_id","seq") WHERE "messages"."asks_whether_helped";--> statement-breakpoint
CREATE INDEX "messages_asked_at_idx" ON "messages" USING btree ("account_id","sent_at") WHERE "messages"."asks_whether_helped";