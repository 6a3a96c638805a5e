import { getLocale } from "next-intl/server";
import type { ReactNode } from "react";
import { type Namespace, pickMessages } from "./messages";
import { MoreMessages } from "./more-messages";

/**
 * Sends messages to the browser for the client components inside. Only those: the messages of all pages together would
 * be more than most pages.
 * @param of namespaces beside those that every page has; a test compares them with what the components say
 */
export async function BrowserMessages({ of, children }: { of: readonly Namespace[]; children: ReactNode }) {
  return <MoreMessages messages={await pickMessages(await getLocale(), of)}>{children}</MoreMessages>;
}
