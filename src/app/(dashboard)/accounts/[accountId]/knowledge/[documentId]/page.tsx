import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { PageBody } from "@/components/ui/page-header";
import { Skeleton, SkeletonGroup } from "@/components/ui/skeleton";
import { api, findPageDocument, HydrateClient } from "@/trpc/server";
import { DocumentView } from "./_components/document-view";

type Props = PageProps<"/accounts/[accountId]/knowledge/[documentId]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { accountId, documentId } = await params;
  const document = await findPageDocument(accountId, documentId);
  return { title: document?.name ?? (await getTranslations())("knowledge.document.notFound") };
}

/** What was read from one document, and what came of it. */
export default async function DocumentPage({ params, searchParams }: Props) {
  const { accountId, documentId } = await params;
  const page = Number((await searchParams).page ?? 1);
  void api.knowledge.reading.prefetch({ accountId, documentId });
  if (!(await findPageDocument(accountId, documentId))) notFound();
  const t = await getTranslations();
  return (
    <HydrateClient>
      <PageBody>
        <Suspense fallback={<DocumentSkeleton label={t("knowledge.document.loading")} />}>
          <DocumentView
            key={documentId}
            accountId={accountId}
            documentId={documentId}
            firstPage={Number.isSafeInteger(page) && page > 0 ? page : 1}
          />
        </Suspense>
      </PageBody>
    </HydrateClient>
  );
}

function DocumentSkeleton({ label }: { label: string }) {
  return (
    <SkeletonGroup label={label} className="flex flex-col gap-4">
      <Skeleton className="h-7 w-3/5" />
      <Skeleton className="h-4 w-2/5" />
      <Skeleton className="mt-6 h-64" />
    </SkeletonGroup>
  );
}
