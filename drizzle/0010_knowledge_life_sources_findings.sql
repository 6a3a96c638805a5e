CREATE TABLE "knowledge_examinations" (
	"account_id" text PRIMARY KEY NOT NULL,
	"examined_at" timestamp with time zone NOT NULL,
	"state" text NOT NULL,
	"passage_count" integer NOT NULL,
	"total_passage_count" integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE "knowledge_examinations" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "knowledge_findings" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"kind" text NOT NULL,
	"severity" text NOT NULL,
	"fingerprint" text NOT NULL,
	"sources" jsonb NOT NULL,
	"details" jsonb NOT NULL,
	"is_current" boolean DEFAULT true NOT NULL,
	"dismissed_at" timestamp with time zone,
	"dismissed_by" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "knowledge_findings_severity_ck" CHECK ("knowledge_findings"."severity" in ('high', 'medium', 'low'))
);
--> statement-breakpoint
ALTER TABLE "knowledge_findings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "answer_pairs" (
	"document_id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"question" text NOT NULL,
	"answer" text NOT NULL,
	"question_key" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "answer_pairs" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "web_pages" (
	"document_id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"web_source_id" text NOT NULL,
	"url" text NOT NULL,
	"final_url" text NOT NULL,
	"title" text NOT NULL,
	"etag" text,
	"last_modified" text,
	"fetched_at" timestamp with time zone NOT NULL,
	"seen_reading" integer NOT NULL,
	"changed_reading" integer NOT NULL,
	"missed_readings" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
ALTER TABLE "web_pages" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "web_sources" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"address" text NOT NULL,
	"url" text NOT NULL,
	"mode" text NOT NULL,
	"recrawl_every_hours" integer,
	"state" text NOT NULL,
	"reading" integer DEFAULT 1 NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"done_count" integer DEFAULT 0 NOT NULL,
	"total_count" integer DEFAULT 0 NOT NULL,
	"changed_count" integer DEFAULT 0 NOT NULL,
	"refused_count" integer DEFAULT 0 NOT NULL,
	"refusals" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"stopped_by" text,
	"left_out_count" integer DEFAULT 0 NOT NULL,
	"next_at" timestamp with time zone,
	"last_read_at" timestamp with time zone,
	"created_by" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "web_sources_mode_ck" CHECK ("web_sources"."mode" in ('page', 'sitemap')),
	CONSTRAINT "web_sources_state_ck" CHECK ("web_sources"."state" in ('idle', 'reading', 'failed'))
);
--> statement-breakpoint
ALTER TABLE "web_sources" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
DROP INDEX "documents_account_hash_uq";--> statement-breakpoint
ALTER TABLE "document_chunks" ADD COLUMN "quarantined" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "document_files" ADD COLUMN "sealed_password" text;--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "source" text DEFAULT 'file' NOT NULL;--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "folder" text;--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "replaced_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "replaces_id" text;--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "reading" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "knowledge_examinations" ADD CONSTRAINT "knowledge_examinations_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "knowledge_findings" ADD CONSTRAINT "knowledge_findings_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "answer_pairs" ADD CONSTRAINT "answer_pairs_document_id_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."documents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "answer_pairs" ADD CONSTRAINT "answer_pairs_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "web_pages" ADD CONSTRAINT "web_pages_document_id_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."documents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "web_pages" ADD CONSTRAINT "web_pages_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "web_pages" ADD CONSTRAINT "web_pages_web_source_id_web_sources_id_fk" FOREIGN KEY ("web_source_id") REFERENCES "public"."web_sources"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "web_sources" ADD CONSTRAINT "web_sources_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "knowledge_findings_fingerprint_uq" ON "knowledge_findings" USING btree ("account_id","fingerprint");--> statement-breakpoint
CREATE INDEX "knowledge_findings_current_idx" ON "knowledge_findings" USING btree ("account_id") WHERE "knowledge_findings"."is_current";--> statement-breakpoint
CREATE UNIQUE INDEX "answer_pairs_account_question_uq" ON "answer_pairs" USING btree ("account_id","question_key");--> statement-breakpoint
CREATE UNIQUE INDEX "web_pages_source_url_uq" ON "web_pages" USING btree ("web_source_id","url");--> statement-breakpoint
CREATE UNIQUE INDEX "web_sources_account_url_uq" ON "web_sources" USING btree ("account_id","url","mode");--> statement-breakpoint
CREATE INDEX "web_sources_next_idx" ON "web_sources" USING btree ("next_at");--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_replaces_id_documents_id_fk" FOREIGN KEY ("replaces_id") REFERENCES "public"."documents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "document_chunks_quarantined_idx" ON "document_chunks" USING btree ("account_id") WHERE "document_chunks"."quarantined";--> statement-breakpoint
CREATE UNIQUE INDEX "documents_replaces_uq" ON "documents" USING btree ("replaces_id");--> statement-breakpoint
CREATE UNIQUE INDEX "documents_account_hash_uq" ON "documents" USING btree ("account_id","content_hash") WHERE source = 'file';--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_source_ck" CHECK ("documents"."source" in ('file', 'web', 'answer'));--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_folder_ck" CHECK (char_length("documents"."folder") <= 60);--> statement-breakpoint
UPDATE "documents" SET "failure_reason" = 'password_required' WHERE "failure_reason" = 'password_protected';--> statement-breakpoint
UPDATE "documents" SET "failure_reason" = 'password_wrong' WHERE "failure_reason" = 'wrong_password';
