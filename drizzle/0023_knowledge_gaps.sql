CREATE TABLE "asked_questions" (
	"turn_id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"group_id" text,
	"asked_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "asked_questions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "question_groups" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"first_question" text NOT NULL,
	"terms" text[] NOT NULL,
	"vector" "bytea",
	"embedding_model" text NOT NULL,
	"answered_at" timestamp with time zone,
	"answer_document_id" text,
	"dismissed_at" timestamp with time zone,
	"dismissed_by" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "question_groups" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "asked_questions" ADD CONSTRAINT "asked_questions_turn_id_turns_id_fk" FOREIGN KEY ("turn_id") REFERENCES "public"."turns"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "asked_questions" ADD CONSTRAINT "asked_questions_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "asked_questions" ADD CONSTRAINT "asked_questions_group_id_question_groups_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."question_groups"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "question_groups" ADD CONSTRAINT "question_groups_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "question_groups" ADD CONSTRAINT "question_groups_answer_document_id_documents_id_fk" FOREIGN KEY ("answer_document_id") REFERENCES "public"."documents"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "asked_questions_account_idx" ON "asked_questions" USING btree ("account_id","asked_at");--> statement-breakpoint
CREATE INDEX "asked_questions_group_idx" ON "asked_questions" USING btree ("group_id","asked_at");--> statement-breakpoint
CREATE INDEX "question_groups_account_idx" ON "question_groups" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "question_groups_document_idx" ON "question_groups" USING btree ("answer_document_id");