CREATE TABLE "analytics_remainders" (
	"account_id" text NOT NULL,
	"bucket_start" timestamp with time zone NOT NULL,
	"metric" text NOT NULL,
	"dimension" text NOT NULL,
	"count" bigint NOT NULL,
	"sum" bigint NOT NULL,
	CONSTRAINT "analytics_remainders_account_id_bucket_start_metric_dimension_pk" PRIMARY KEY("account_id","bucket_start","metric","dimension")
);
--> statement-breakpoint
ALTER TABLE "analytics_remainders" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "erased_messages" (
	"account_id" text NOT NULL,
	"mark" text NOT NULL,
	"erased_at" timestamp with time zone NOT NULL,
	CONSTRAINT "erased_messages_account_id_mark_pk" PRIMARY KEY("account_id","mark")
);
--> statement-breakpoint
ALTER TABLE "erased_messages" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "erased_opt_outs" (
	"account_id" text NOT NULL,
	"mark" text NOT NULL,
	"person_id" text NOT NULL,
	"opted_out_at" timestamp with time zone NOT NULL,
	CONSTRAINT "erased_opt_outs_account_id_mark_pk" PRIMARY KEY("account_id","mark")
);
--> statement-breakpoint
ALTER TABLE "erased_opt_outs" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "analytics_remainders" ADD CONSTRAINT "analytics_remainders_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "erased_messages" ADD CONSTRAINT "erased_messages_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "erased_opt_outs" ADD CONSTRAINT "erased_opt_outs_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "erased_opt_outs_person_idx" ON "erased_opt_outs" USING btree ("account_id","person_id");