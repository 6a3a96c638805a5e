import type { Endpoint } from "./endpoint";
import { jsonResponse } from "./protocol";

const OTHER_PROVIDERS = [
  ..."apple azure bitbucket discord facebook figma fly github gitlab google keycloak kakao".split(" "),
  ..."linkedin linkedin_oidc notion spotify slack slack_oidc workos twitch twitter phone zoom".split(" "),
];

export const health: Endpoint = () =>
  jsonResponse(200, {
    version: "2024-01-01",
    name: "Parley",
    description: "Parley's embedded sign-in, compatible with the Supabase Auth API",
  });

export const settings: Endpoint = (deps) =>
  jsonResponse(200, {
    external: {
      ...Object.fromEntries(OTHER_PROVIDERS.map((provider) => [provider, false])),
      anonymous_users: deps.allowAnonymous,
      email: true,
    },
    disable_signup: !deps.isSignUpOpen,
    mailer_autoconfirm: deps.isAutoConfirmed,
    phone_autoconfirm: false,
    sms_provider: "",
    saml_enabled: false,
  });

export const jwks: Endpoint = async (deps) => {
  // Before the first sign-in there is no key yet, and an empty set would be cached by whoever asked.
  await deps.keys.current();
  return jsonResponse(200, { keys: await deps.keys.listPublicJwks() }, { "cache-control": "public, max-age=600" });
};
