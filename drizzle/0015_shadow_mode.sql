CREATE TABLE "reply_drafts" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"conversation_id" text NOT NULL,
	"turn_id" text NOT NULL,
	"text" text NOT NULL,
	"topic" text,
	"ownership_epoch" integer NOT NULL,
	"status" text DEFAULT 'waiting' NOT NULL,
	"sent_text" text,
	"agreement" double precision,
	"decided_by" text,
	"decided_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "reply_drafts_status_ck" CHECK ("reply_drafts"."status" in ('waiting', 'sent', 'edited', 'replaced', 'discarded', 'outdated')),
	CONSTRAINT "reply_drafts_agreement_ck" CHECK ("reply_drafts"."agreement" between 0 and 1)
);
--> statement-breakpoint
ALTER TABLE "reply_drafts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "is_shadowed" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "reply_drafts" ADD CONSTRAINT "reply_drafts_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reply_drafts" ADD CONSTRAINT "reply_drafts_conversation_id_conversations_id_fk" FOREIGN KEY ("conversation_id") REFERENCES "public"."conversations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reply_drafts" ADD CONSTRAINT "reply_drafts_turn_id_turns_id_fk" FOREIGN KEY ("turn_id") REFERENCES "public"."turns"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "reply_drafts_turn_uq" ON "reply_drafts" USING btree ("turn_id");--> statement-breakpoint
CREATE UNIQUE INDEX "reply_drafts_waiting_uq" ON "reply_drafts" USING btree ("conversation_id") WHERE "reply_drafts"."status" = 'waiting';--> statement-breakpoint
CREATE INDEX "reply_drafts_conversation_idx" ON "reply_drafts" USING btree ("conversation_id");--> statement-breakpoint
CREATE INDEX "reply_drafts_account_decided_idx" ON "reply_drafts" USING btree ("account_id","decided_at");