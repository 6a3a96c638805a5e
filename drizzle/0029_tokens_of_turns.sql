-- In one statement, so that the table is written anew once.
ALTER TABLE "turns"
  ADD COLUMN "model" text GENERATED ALWAYS AS (trace ->> 'model') STORED,
  ADD COLUMN "input_tokens" bigint GENERATED ALWAYS AS ((trace #>> '{usage,inputTokens}')::numeric::bigint) STORED,
  ADD COLUMN "output_tokens" bigint GENERATED ALWAYS AS ((trace #>> '{usage,outputTokens}')::numeric::bigint) STORED;
