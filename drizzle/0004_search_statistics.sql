CREATE TABLE "chunk_totals" (
	"account_id" text NOT NULL,
	"language" text NOT NULL,
	"chunk_count" integer NOT NULL,
	"term_count" integer NOT NULL,
	"trigram_count" integer NOT NULL,
	CONSTRAINT "chunk_totals_account_id_language_pk" PRIMARY KEY("account_id","language")
);
--> statement-breakpoint
ALTER TABLE "chunk_totals" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "term_statistics" (
	"account_id" text NOT NULL,
	"term" text NOT NULL,
	"chunk_count" integer NOT NULL,
	CONSTRAINT "term_statistics_account_id_term_pk" PRIMARY KEY("account_id","term")
);
--> statement-breakpoint
ALTER TABLE "term_statistics" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "chunk_terms" ADD COLUMN "chunk_length" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "document_chunks" ADD COLUMN "language" text DEFAULT 'und' NOT NULL;--> statement-breakpoint
ALTER TABLE "chunk_totals" ADD CONSTRAINT "chunk_totals_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "term_statistics" ADD CONSTRAINT "term_statistics_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "term_statistics_prefix_idx" ON "term_statistics" USING btree ("account_id","term" text_pattern_ops);