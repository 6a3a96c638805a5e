CREATE TABLE "conversation_notes" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"conversation_id" text NOT NULL,
	"author_user_id" text,
	"body" text NOT NULL,
	"mentioned_user_ids" text[] DEFAULT '{}' NOT NULL,
	"edited_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "conversation_notes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "contacts" ADD COLUMN "search_name" text GENERATED ALWAYS AS (' ' || btrim(regexp_replace(translate(lower(normalize(regexp_replace(normalize(coalesce(display_name, ''), NFKD), '[\u0300-\u036F\u0591-\u05C7\u0610-\u061A\u0640\u064B-\u065F\u0670\u06D6-\u06ED\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]', '', 'g'), NFKC)), 'ٱىیةکς٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹', 'اييهكσ01234567890123456789'), '[\u0001-\u002F\u003A-\u0040\u005B-\u0060\u007B-\u00BF\u060C\u061B\u061F\u0964\u0965\u2000-\u206F\u2E00-\u2E7F\u3000-\u3004\u3008-\u303F]+', ' ', 'g')) || ' ') STORED;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "search_text" text GENERATED ALWAYS AS (' ' || btrim(regexp_replace(translate(lower(normalize(regexp_replace(normalize(coalesce(body, ''), NFKD), '[\u0300-\u036F\u0591-\u05C7\u0610-\u061A\u0640\u064B-\u065F\u0670\u06D6-\u06ED\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]', '', 'g'), NFKC)), 'ٱىیةکς٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹', 'اييهكσ01234567890123456789'), '[\u0001-\u002F\u003A-\u0040\u005B-\u0060\u007B-\u00BF\u060C\u061B\u061F\u0964\u0965\u2000-\u206F\u2E00-\u2E7F\u3000-\u3004\u3008-\u303F]+', ' ', 'g')) || ' ') STORED;--> statement-breakpoint
ALTER TABLE "conversation_notes" ADD CONSTRAINT "conversation_notes_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conversation_notes" ADD CONSTRAINT "conversation_notes_conversation_id_conversations_id_fk" FOREIGN KEY ("conversation_id") REFERENCES "public"."conversations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conversation_notes" ADD CONSTRAINT "conversation_notes_author_user_id_users_id_fk" FOREIGN KEY ("author_user_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "conversation_notes_conversation_idx" ON "conversation_notes" USING btree ("account_id","conversation_id","created_at");--> statement-breakpoint
CREATE INDEX "conversation_notes_author_idx" ON "conversation_notes" USING btree ("author_user_id");--> statement-breakpoint
CREATE INDEX "messages_search_idx" ON "messages" USING gin ((string_to_array(regexp_replace(substr(search_text, 1), '(...)', account_id || '\1|', 'g') || '|' || regexp_replace(substr(search_text, 2), '(...)', account_id || '\1|', 'g') || '|' || regexp_replace(substr(search_text, 3), '(...)', account_id || '\1|', 'g') || '|' || regexp_replace(substr(regexp_replace(search_text, '[^\u2E80-\u2FFF\u3005-\u3007\u3041-\u9FFF\uAC00-\uD7A3\uF900-\uFAFF]+', '', 'g'), 1), '(.)', account_id || '\1|', 'g') || '|' || regexp_replace(substr(regexp_replace(search_text, '[^\u2E80-\u2FFF\u3005-\u3007\u3041-\u9FFF\uAC00-\uD7A3\uF900-\uFAFF]+', '', 'g'), 1), '(..)', account_id || '\1|', 'g') || '|' || regexp_replace(substr(regexp_replace(search_text, '[^\u2E80-\u2FFF\u3005-\u3007\u3041-\u9FFF\uAC00-\uD7A3\uF900-\uFAFF]+', '', 'g'), 2), '(..)', account_id || '\1|', 'g'), '|')));