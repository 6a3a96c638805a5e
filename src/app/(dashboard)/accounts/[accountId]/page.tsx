import { redirect } from "next/navigation";

/** An account opens where its customers are. */
export default async function AccountPage({ params }: PageProps<"/accounts/[accountId]">) {
  const { accountId } = await params;
  redirect(`/accounts/${accountId}/inbox`);
}
