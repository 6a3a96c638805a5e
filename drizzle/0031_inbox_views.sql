CREATE TABLE "inbox_views" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"owner_user_id" text,
	"made_by_user_id" text,
	"name" text NOT NULL,
	"filter" text NOT NULL,
	"tags" text[] DEFAULT '{}' NOT NULL,
	"assignee_id" text,
	"is_unread" boolean DEFAULT false NOT NULL,
	"removed_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "inbox_views_owner_ck" CHECK ("inbox_views"."owner_user_id" is null or "inbox_views"."owner_user_id" = "inbox_views"."made_by_user_id")
);
--> statement-breakpoint
ALTER TABLE "inbox_views" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
DROP INDEX "contact_tags_tag_idx";--> statement-breakpoint
DROP INDEX "conversations_assigned_idx";--> statement-breakpoint
ALTER TABLE "inbox_views" ADD CONSTRAINT "inbox_views_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inbox_views" ADD CONSTRAINT "inbox_views_owner_user_id_users_id_fk" FOREIGN KEY ("owner_user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inbox_views" ADD CONSTRAINT "inbox_views_made_by_user_id_users_id_fk" FOREIGN KEY ("made_by_user_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inbox_views" ADD CONSTRAINT "inbox_views_assignee_id_users_id_fk" FOREIGN KEY ("assignee_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "inbox_views_own_name_uq" ON "inbox_views" USING btree ("account_id","made_by_user_id",lower("name")) WHERE "inbox_views"."removed_at" is null;--> statement-breakpoint
CREATE INDEX "inbox_views_owner_idx" ON "inbox_views" USING btree ("owner_user_id");--> statement-breakpoint
CREATE INDEX "inbox_views_made_by_idx" ON "inbox_views" USING btree ("made_by_user_id");--> statement-breakpoint
CREATE INDEX "inbox_views_assignee_idx" ON "inbox_views" USING btree ("assignee_id");--> statement-breakpoint
CREATE INDEX "inbox_views_removed_idx" ON "inbox_views" USING btree ("removed_at") WHERE "inbox_views"."removed_at" is not null;--> statement-breakpoint
CREATE INDEX "conversations_unread_idx" ON "conversations" USING btree ("account_id","last_message_at","id") WHERE "conversations"."unread_count" > 0;--> statement-breakpoint
CREATE INDEX "contact_tags_tag_idx" ON "contact_tags" USING btree ("account_id","tag","contact_id");--> statement-breakpoint
CREATE INDEX "conversations_assigned_idx" ON "conversations" USING btree ("assigned_user_id","account_id","last_message_at","id");