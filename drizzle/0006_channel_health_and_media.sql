CREATE TABLE "connection_events" (
	"seq" bigserial PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"state" text NOT NULL,
	"reason" text,
	"detail" text,
	"failures" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
ALTER TABLE "connection_events" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "connection_screenshots" (
	"account_id" text PRIMARY KEY NOT NULL,
	"requested_at" timestamp with time zone NOT NULL,
	"taken_at" timestamp with time zone,
	"image" "bytea",
	"error" text
);
--> statement-breakpoint
ALTER TABLE "connection_screenshots" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "message_media" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"message_id" text NOT NULL,
	"status" text DEFAULT 'waiting' NOT NULL,
	"mime_type" text,
	"file_name" text,
	"size_bytes" bigint,
	"duration_seconds" integer,
	"sha256" text,
	"transcript" text,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_attempt_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "message_media" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "message_reactions" (
	"account_id" text NOT NULL,
	"message_id" text NOT NULL,
	"by" text NOT NULL,
	"emoji" text NOT NULL,
	"reacted_at" timestamp with time zone NOT NULL,
	CONSTRAINT "message_reactions_message_id_by_pk" PRIMARY KEY("message_id","by")
);
--> statement-breakpoint
ALTER TABLE "message_reactions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "channel_settings" jsonb DEFAULT '{"groups":"ignore","pacing":{"msPerCharacter":25,"shortestMs":800,"longestMs":6000},"maxMediaMegabytes":25}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "connections" ADD COLUMN "pairing_code" text;--> statement-breakpoint
ALTER TABLE "connections" ADD COLUMN "pairing_code_expires_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "connections" ADD COLUMN "link_phone_number" text;--> statement-breakpoint
ALTER TABLE "connections" ADD COLUMN "last_inbound_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "connections" ADD COLUMN "last_outbound_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "connections" ADD COLUMN "memory_bytes" bigint;--> statement-breakpoint
ALTER TABLE "connections" ADD COLUMN "memory_measured_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "contacts" ADD COLUMN "is_group" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "quoted_stanza_id" text;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "details" jsonb;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "participant_name" text;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "edited_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "deleted_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "connection_events" ADD CONSTRAINT "connection_events_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "connection_screenshots" ADD CONSTRAINT "connection_screenshots_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message_media" ADD CONSTRAINT "message_media_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message_media" ADD CONSTRAINT "message_media_message_id_messages_id_fk" FOREIGN KEY ("message_id") REFERENCES "public"."messages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message_reactions" ADD CONSTRAINT "message_reactions_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message_reactions" ADD CONSTRAINT "message_reactions_message_id_messages_id_fk" FOREIGN KEY ("message_id") REFERENCES "public"."messages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "connection_events_account_idx" ON "connection_events" USING btree ("account_id","seq" DESC NULLS LAST);--> statement-breakpoint
CREATE UNIQUE INDEX "message_media_message_uq" ON "message_media" USING btree ("message_id");--> statement-breakpoint
CREATE INDEX "message_media_account_idx" ON "message_media" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "message_media_due_idx" ON "message_media" USING btree ("account_id","next_attempt_at") WHERE "message_media"."status" = 'waiting';--> statement-breakpoint
CREATE INDEX "message_reactions_account_idx" ON "message_reactions" USING btree ("account_id");