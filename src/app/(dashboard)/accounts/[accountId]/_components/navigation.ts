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

export interface Place {
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
  icon: LucideIcon;
  /** After `g`, as "go to". */
  key: string;
  /** Where a role has nothing to see, the way there is not shown. */
  permission?: Permission;
  /** Beside "More" on phones there is room for BAR_SIZE others. */
  isForMore?: true;
}

export interface Destination extends Place {
  /** What it is called, in the reader's language. */
  label: string;
}

/** What an account has, in the order of a day: people first, set-up last. */
export const PLACES: readonly Place[] = [
  { segment: "home", icon: House, key: "h" },
  { segment: "inbox", icon: Inbox, key: "i" },
  { segment: "knowledge", icon: BookOpenText, key: "k" },
  { segment: "playground", icon: MessageCircleQuestion, key: "p", permission: "playground.use" },
  {
    segment: "evaluation",
    icon: ListChecks,
    key: "t",
    permission: "evaluation.read",
    isForMore: true,
  },
  {
    segment: "automations",
    icon: Workflow,
    key: "a",
    permission: "automation.read",
    isForMore: true,
  },
  { segment: "ai", icon: Bot, key: "b", permission: "config.read", isForMore: true },
  {
    segment: "analytics",
    icon: ChartColumn,
    key: "n",
    permission: "analytics.read",
    isForMore: true,
  },
  { segment: "connection", icon: Smartphone, key: "c" },
  { segment: "team", icon: UsersRound, key: "m" },
  { segment: "audit", icon: ScrollText, key: "l", permission: "audit.read" },
  { segment: "settings", icon: Settings, key: "s" },
];

/** How many stand in a phone's bar beside "More". */
export const BAR_SIZE = 4;
