ALTER TABLE "auth_sessions" ADD COLUMN "rotation_key" text NOT NULL;--> statement-breakpoint
CREATE INDEX "auth_sessions_user_idx" ON "auth_sessions" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "auth_signing_keys_current_uq" ON "auth_signing_keys" USING btree ("is_current") WHERE "auth_signing_keys"."is_current";--> statement-breakpoint
ALTER TABLE "auth_sessions" DROP COLUMN "previous_refresh_token_hash";