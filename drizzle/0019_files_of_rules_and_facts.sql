CREATE TABLE "automation_files" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"file_name" text NOT NULL,
	"mime_type" text NOT NULL,
	"size_bytes" bigint NOT NULL,
	"sha256" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "automation_files" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "contact_field_removals" (
	"account_id" text NOT NULL,
	"contact_id" text NOT NULL,
	"name" text NOT NULL,
	"through_seq" bigint NOT NULL,
	CONSTRAINT "contact_field_removals_account_id_contact_id_name_pk" PRIMARY KEY("account_id","contact_id","name")
);
--> statement-breakpoint
ALTER TABLE "contact_field_removals" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "contact_fields" ADD COLUMN "set_by_user_id" text;--> statement-breakpoint
ALTER TABLE "automation_files" ADD CONSTRAINT "automation_files_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_field_removals" ADD CONSTRAINT "contact_field_removals_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_field_removals" ADD CONSTRAINT "contact_field_removals_contact_id_contacts_id_fk" FOREIGN KEY ("contact_id") REFERENCES "public"."contacts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "automation_files_account_file_uq" ON "automation_files" USING btree ("account_id","sha256","file_name");--> statement-breakpoint
CREATE INDEX "contact_field_removals_contact_idx" ON "contact_field_removals" USING btree ("contact_id");--> statement-breakpoint
ALTER TABLE "contact_fields" ADD CONSTRAINT "contact_fields_set_by_user_id_users_id_fk" FOREIGN KEY ("set_by_user_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "contact_fields_set_by_idx" ON "contact_fields" USING btree ("set_by_user_id");