CREATE TABLE "conversation_presence" (
	"account_id" text NOT NULL,
	"conversation_id" text NOT NULL,
	"user_id" text NOT NULL,
	"tab" text NOT NULL,
	"is_typing" boolean DEFAULT false NOT NULL,
	"seen_at" timestamp with time zone NOT NULL,
	CONSTRAINT "conversation_presence_conversation_id_user_id_tab_pk" PRIMARY KEY("conversation_id","user_id","tab")
);
--> statement-breakpoint
ALTER TABLE "conversation_presence" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
DROP INDEX "conversations_account_recent_idx";--> statement-breakpoint
ALTER TABLE "conversation_presence" ADD CONSTRAINT "conversation_presence_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conversation_presence" ADD CONSTRAINT "conversation_presence_conversation_id_conversations_id_fk" FOREIGN KEY ("conversation_id") REFERENCES "public"."conversations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conversation_presence" ADD CONSTRAINT "conversation_presence_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "conversation_presence_account_idx" ON "conversation_presence" USING btree ("account_id","seen_at");--> statement-breakpoint
CREATE INDEX "conversation_presence_user_idx" ON "conversation_presence" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "conversations_waiting_idx" ON "conversations" USING btree ("account_id","last_message_at","id") WHERE "conversations"."needs_person_reason" is not null;--> statement-breakpoint
CREATE INDEX "conversations_taken_idx" ON "conversations" USING btree ("account_id","last_message_at","id") WHERE "conversations"."owner" = 'person';--> statement-breakpoint
CREATE INDEX "conversations_closed_idx" ON "conversations" USING btree ("account_id","last_message_at","id") WHERE "conversations"."context_after_seq" > 0;--> statement-breakpoint
CREATE INDEX "outbox_unsent_idx" ON "outbox" USING btree ("account_id","created_at") WHERE "outbox"."status" in ('failed', 'expired');--> statement-breakpoint
CREATE INDEX "conversations_account_recent_idx" ON "conversations" USING btree ("account_id","last_message_at","id");