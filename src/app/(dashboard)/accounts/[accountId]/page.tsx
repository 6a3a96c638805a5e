import { redirect } from "next/navigation";

/** An account opens with what needs somebody. */
export default async function AccountPage({ params }: PageProps<"/accounts/[accountId]">) {
  const { accountId } = await params;
  redirect(`/accounts/${accountId}/home`);
}
