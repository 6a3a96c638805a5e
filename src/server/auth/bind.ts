export type BindCheck = { ok: true } | { ok: false; message: string };

/**
 * Whether the server may listen on an address. The embedded sign-in has no mail to confirm addresses with and, on an
 * open installation, lets anybody sign up; so other machines reach it only when the operator says so.
 */
export function checkBind(input: { host: string; isEmbedded: boolean; allowRemote: boolean }): BindCheck {
  if (!input.isEmbedded || input.allowRemote || isLoopback(input.host)) return { ok: true };
  return {
    ok: false,
    message:
      `Parley won't listen on ${input.host === "" ? "all addresses" : input.host}: the embedded sign-in is meant for this ` +
      "machine, and other machines could reach it there. Keep HOST=127.0.0.1, or use a Supabase project (SUPABASE_URL, " +
      "SUPABASE_ANON_KEY), or set PARLEY_ALLOW_REMOTE=1 if you want this and a proxy with HTTPS stands in front.",
  };
}

export function isLoopback(host: string): boolean {
  const bare = host.toLowerCase().replace(/^\[(.*)\]$/, "$1");
  if (bare === "localhost" || bare === "::1") return true;
  const octets = bare.replace(/^::ffff:/, "").split(".");
  return (
    octets.length === 4 && octets[0] === "127" && octets.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256)
  );
}
