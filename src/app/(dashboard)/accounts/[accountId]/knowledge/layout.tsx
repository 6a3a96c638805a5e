import { BrowserMessages } from "@/i18n/browser-messages";

export default function KnowledgeLayout({ children }: LayoutProps<"/accounts/[accountId]/knowledge">) {
  return <BrowserMessages of={["knowledge", "answer", "home"]}>{children}</BrowserMessages>;
}
