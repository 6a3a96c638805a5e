import {
  BookOpenText,
  Bot,
  ChartColumn,
  House,
  Inbox,
  ListChecks,
  type LucideIcon,
  MessageCircleQuestion,
  ScrollText,
  Settings,
  Smartphone,
  UsersRound,
  Workflow,
} from "lucide-react";
import type { Permission } from "@/domain/access/roles";

export interface Destination {
  segment:
    | "home"
    | "inbox"
    | "knowledge"
    | "playground"
    | "evaluation"
    | "automations"
    | "ai"
    | "analytics"
    | "connection"
    | "team"
    | "audit"
    | "settings";
  label: string;
  icon: LucideIcon;
  /** After `g`, as "go to". */
  key: string;
  /** Where a role has nothing to see, the way there is not shown. */
  permission?: Permission;
  /** Beside "More" on phones there is room for BAR_SIZE others. */
  isForMore?: true;
}

/** What an account has, in the order of a day: people first, set-up last. */
export const DESTINATIONS: readonly Destination[] = [
  { segment: "home", label: "Home", icon: House, key: "h" },
  { segment: "inbox", label: "Inbox", icon: Inbox, key: "i" },
  { segment: "knowledge", label: "Knowledge", icon: BookOpenText, key: "k" },
  { segment: "playground", label: "Playground", icon: MessageCircleQuestion, key: "p", permission: "playground.use" },
  {
    segment: "evaluation",
    label: "Test questions",
    icon: ListChecks,
    key: "t",
    permission: "evaluation.read",
    isForMore: true,
  },
  {
    segment: "automations",
    label: "Automations",
    icon: Workflow,
    key: "a",
    permission: "automation.read",
    isForMore: true,
  },
  { segment: "ai", label: "AI settings", icon: Bot, key: "b", permission: "config.read", isForMore: true },
  {
    segment: "analytics",
    label: "Analytics",
    icon: ChartColumn,
    key: "n",
    permission: "analytics.read",
    isForMore: true,
  },
  { segment: "connection", label: "Connection", icon: Smartphone, key: "c" },
  { segment: "team", label: "Team", icon: UsersRound, key: "m" },
  { segment: "audit", label: "Audit log", icon: ScrollText, key: "l", permission: "audit.read" },
  { segment: "settings", label: "Settings", icon: Settings, key: "s" },
];

/** How many stand in a phone's bar beside "More". */
export const BAR_SIZE = 4;
