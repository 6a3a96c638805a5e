import type { Metadata } from "next";
import { cookies } from "next/headers";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { api, findPageAccount, HydrateClient } from "@/trpc/server";
import { AppShell } from "./_components/app-shell";
import { RAIL_COOKIE } from "./_components/rail-width";

export async function generateMetadata({ params }: LayoutProps<"/accounts/[accountId]">): Promise<Metadata> {
  const { accountId } = await params;
  const name = (await findPageAccount(accountId))?.name ?? (await getTranslations())("shell.notFound.title");
  return { title: { default: name, template: `%s · ${name} · Parley` } };
}

export default async function AccountLayout({ children, params }: LayoutProps<"/accounts/[accountId]">) {
  const { accountId } = await params;
  // Before anything is sent: a stranger gets "not found", not a shell around it.
  if (!(await findPageAccount(accountId))) notFound();
  const rail = (await cookies()).get(RAIL_COOKIE)?.value === "icons" ? "icons" : "words";
  void api.account.list.prefetch();
  // What every page asks for at once: it is there when the page wakes up.
  await Promise.all([api.account.get.prefetch({ accountId }), api.auth.me.prefetch()]);
  return (
    <HydrateClient>
      <AppShell accountId={accountId} initialRail={rail}>
        {children}
      </AppShell>
    </HydrateClient>
  );
}
