import { redirect } from "next/navigation";
import { api } from "@/trpc/server";

/** Whoever has one account is taken to it; everyone else chooses. */
export default async function StartPage() {
  const [first, ...others] = await api.account.list();
  redirect(first && others.length === 0 ? `/accounts/${first.id}` : "/accounts");
}
