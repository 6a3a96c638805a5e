ALTER TABLE "turns" ADD COLUMN "cited_document_ids" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
CREATE INDEX "turns_cited_documents_idx" ON "turns" USING gin ("cited_document_ids");--> statement-breakpoint
-- What replies of before cite stands in their traces, as indexes into the passages.
UPDATE "turns" SET "cited_document_ids" = array(
  select distinct "trace" #>> array['passages', cited.index, 'documentId']
  from jsonb_array_elements("trace" -> 'sentences') as sentence,
    jsonb_array_elements_text(sentence -> 'citations') as cited(index)
  where "trace" #>> array['passages', cited.index, 'documentId'] is not null
) WHERE jsonb_array_length("trace" -> 'sentences') > 0;
