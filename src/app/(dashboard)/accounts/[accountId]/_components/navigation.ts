import { BookOpenText, Inbox, type LucideIcon, MessageCircleQuestion, Smartphone } from "lucide-react";

export interface Destination {
  segment: "inbox" | "knowledge" | "playground" | "connection";
  label: string;
  icon: LucideIcon;
}

/** What an account has, in the order of a day: people first, set-up last. */
export const DESTINATIONS: readonly Destination[] = [
  { segment: "inbox", label: "Inbox", icon: Inbox },
  { segment: "knowledge", label: "Knowledge", icon: BookOpenText },
  { segment: "playground", label: "Playground", icon: MessageCircleQuestion },
  { segment: "connection", label: "Connection", icon: Smartphone },
];
