CREATE TABLE "test_cases" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"question" text NOT NULL,
	"question_key" text NOT NULL,
	"expected" jsonb NOT NULL,
	"source" text NOT NULL,
	"created_by" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "test_cases_source_ck" CHECK ("test_cases"."source" in ('typed', 'imported', 'playground', 'conversation', 'generated'))
);
--> statement-breakpoint
ALTER TABLE "test_cases" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "test_results" (
	"account_id" text NOT NULL,
	"run_id" text NOT NULL,
	"case_id" text NOT NULL,
	"position" integer NOT NULL,
	"question" text NOT NULL,
	"expected" jsonb NOT NULL,
	"verdict" text,
	"checks" jsonb,
	"decision" text,
	"band" text,
	"score" double precision,
	"reply" text,
	"sources" jsonb,
	"ms" integer,
	CONSTRAINT "test_results_account_id_run_id_case_id_pk" PRIMARY KEY("account_id","run_id","case_id"),
	CONSTRAINT "test_results_verdict_ck" CHECK ("test_results"."verdict" in ('right', 'wrong', 'unasked'))
);
--> statement-breakpoint
ALTER TABLE "test_results" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "test_runs" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"state" text DEFAULT 'running' NOT NULL,
	"done_count" integer DEFAULT 0 NOT NULL,
	"total_count" integer NOT NULL,
	"basis" jsonb,
	"is_mixed" boolean DEFAULT false NOT NULL,
	"summary" jsonb,
	"started_by" text,
	"finished_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "test_runs_account_id_uq" UNIQUE("account_id","id"),
	CONSTRAINT "test_runs_state_ck" CHECK ("test_runs"."state" in ('running', 'done', 'cancelled', 'failed'))
);
--> statement-breakpoint
ALTER TABLE "test_runs" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "turns" ADD COLUMN "cited_document_ids" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "test_cases" ADD CONSTRAINT "test_cases_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "test_results" ADD CONSTRAINT "test_results_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "test_results" ADD CONSTRAINT "test_results_run_fk" FOREIGN KEY ("account_id","run_id") REFERENCES "public"."test_runs"("account_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "test_runs" ADD CONSTRAINT "test_runs_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "test_cases_account_question_uq" ON "test_cases" USING btree ("account_id","question_key");--> statement-breakpoint
CREATE UNIQUE INDEX "test_runs_running_uq" ON "test_runs" USING btree ("account_id") WHERE state = 'running';--> statement-breakpoint
CREATE INDEX "test_runs_recent_idx" ON "test_runs" USING btree ("account_id","created_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "turns_cited_documents_idx" ON "turns" USING gin ("cited_document_ids");--> statement-breakpoint
-- What replies of before cite stands in their traces, as indexes into the passages.
UPDATE "turns" SET "cited_document_ids" = array(
  select distinct "trace" #>> array['passages', cited.index, 'documentId']
  from jsonb_array_elements("trace" -> 'sentences') as sentence,
    jsonb_array_elements_text(sentence -> 'citations') as cited(index)
  where "trace" #>> array['passages', cited.index, 'documentId'] is not null
) WHERE jsonb_array_length("trace" -> 'sentences') > 0;
