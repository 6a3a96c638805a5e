CREATE TABLE "model_providers" (
	"account_id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"base_url" text NOT NULL,
	"sealed_key" text NOT NULL,
	"key_ending" text NOT NULL,
	"model" text NOT NULL,
	"fallback_model" text,
	"updated_at" timestamp with time zone NOT NULL,
	"updated_by" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "model_providers" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "model_providers" ADD CONSTRAINT "model_providers_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;