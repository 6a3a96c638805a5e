import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { OptionalPanel, Panel, Panels } from "@/components/panel";
import { PageBody, PageHeader } from "@/components/ui/page-header";
import { BrowserMessages } from "@/i18n/browser-messages";
import { findPageReader } from "@/i18n/page-reader";
import { api, drawnWith, findPageAccount, HydrateClient } from "@/trpc/server";
import { AttentionList } from "./_components/attention-list";
import { SetUpPanel } from "./_components/set-up-panel";
import { TodayFigures } from "./_components/today-figures";

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await getTranslations())("home.title") });

export default async function HomePage({ params }: PageProps<"/accounts/[accountId]/home">) {
  const { accountId } = await params;
  const t = await getTranslations();
  const account = await findPageAccount(accountId);
  if (!account) notFound();
  const mayManage = account.permissions.includes("account.manage");
  const timeZone = (await findPageReader())?.timeZone;
  await drawnWith(
    api.account.get.prefetch({ accountId }),
    api.home.overview.prefetch({ accountId }),
    ...(timeZone ? [api.home.today.prefetch({ accountId, timeZone })] : []),
  );
  return (
    <HydrateClient>
      <BrowserMessages of={["home"]}>
        <PageBody>
          <PageHeader title={account.name} description={t("home.description")} />
          <Panels>
            {mayManage && (
              <OptionalPanel>
                <SetUpPanel accountId={accountId} place="first" />
              </OptionalPanel>
            )}
            <Panel title={t("home.attention.title")} description={t("home.attention.description")}>
              <AttentionList accountId={accountId} />
            </Panel>
            <Panel title={t("home.today.title")} description={t("home.today.description")}>
              <TodayFigures accountId={accountId} pageTimeZone={timeZone} />
            </Panel>
            {mayManage && (
              <OptionalPanel>
                <SetUpPanel accountId={accountId} place="last" />
              </OptionalPanel>
            )}
          </Panels>
        </PageBody>
      </BrowserMessages>
    </HydrateClient>
  );
}
