CREATE TABLE "analytics_progress" (
	"account_id" text PRIMARY KEY NOT NULL,
	"rolled_through" timestamp with time zone NOT NULL,
	"through_seq" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
ALTER TABLE "analytics_progress" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "analytics_rollups" (
	"account_id" text NOT NULL,
	"bucket_start" timestamp with time zone NOT NULL,
	"metric" text NOT NULL,
	"dimension" text NOT NULL,
	"count" bigint NOT NULL,
	"sum" bigint NOT NULL,
	CONSTRAINT "analytics_rollups_account_id_bucket_start_metric_dimension_pk" PRIMARY KEY("account_id","bucket_start","metric","dimension")
);
--> statement-breakpoint
ALTER TABLE "analytics_rollups" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
DROP INDEX "message_reactions_account_idx";--> statement-breakpoint
ALTER TABLE "turns" ADD COLUMN "language" text;--> statement-breakpoint
ALTER TABLE "analytics_progress" ADD CONSTRAINT "analytics_progress_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "analytics_rollups" ADD CONSTRAINT "analytics_rollups_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "contacts_opted_out_idx" ON "contacts" USING btree ("account_id","opted_out_at") WHERE "contacts"."opted_out_at" is not null;--> statement-breakpoint
CREATE INDEX "message_reactions_account_idx" ON "message_reactions" USING btree ("account_id","reacted_at");