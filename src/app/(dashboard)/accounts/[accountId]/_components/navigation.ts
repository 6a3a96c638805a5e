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
  /** Where a role has nothing to see, the way there is not shown. */
  permission?: Permission;
  /** Beside "More" on phones there is room for BAR_SIZE others. */
  isForMore?: true;
}

/** What an account has, in the order of a day: people first, set-up last. */
export const DESTINATIONS: readonly Destination[] = [
  { segment: "home", label: "Home", icon: House },
  { segment: "inbox", label: "Inbox", icon: Inbox },
  { segment: "knowledge", label: "Knowledge", icon: BookOpenText },
  { segment: "playground", label: "Playground", icon: MessageCircleQuestion, permission: "playground.use" },
  { segment: "evaluation", label: "Test questions", icon: ListChecks, permission: "evaluation.read", isForMore: true },
  { segment: "automations", label: "Automations", icon: Workflow, permission: "automation.read", isForMore: true },
  { segment: "ai", label: "AI settings", icon: Bot, permission: "config.read", isForMore: true },
  { segment: "analytics", label: "Analytics", icon: ChartColumn, permission: "analytics.read", isForMore: true },
  { segment: "connection", label: "Connection", icon: Smartphone },
  { segment: "team", label: "Team", icon: UsersRound },
  { segment: "audit", label: "Audit log", icon: ScrollText, permission: "audit.read" },
  { segment: "settings", label: "Settings", icon: Settings },
];

/** How many stand in a phone's bar beside "More". */
export const BAR_SIZE = 4;
