import type { Agent } from "./agent/pipeline";
import type { AnalyticsService } from "./analytics/service";
import type { AuthService } from "./auth/service";
import type { AutomationService } from "./automation/service";
import type { ChannelControl } from "./channels/service";
import type { ConfigurationService } from "./configuration/service";
import type { ContactService } from "./conversations/contacts/service";
import type { RetentionService } from "./conversations/retention/service";
import type { ConversationService } from "./conversations/service";
import type { ChangeFeed } from "./db/changes";
import type { Database, DatabaseHandle } from "./db/client";
import type { EvaluationService } from "./evaluation/service";
import type { InboxViewService } from "./inbox-views/service";
import type { JobQueue } from "./jobs/queue";
import type { AnswerService } from "./knowledge/answers/service";
import type { KnowledgeDoctor } from "./knowledge/doctor/service";
import type { GapService } from "./knowledge/gaps/service";
import type { Retriever } from "./knowledge/retriever";
import type { KnowledgeService } from "./knowledge/service";
import type { WebSourceService } from "./knowledge/web-sources/service";
import type { Mailer } from "./mail/mail";
import type { MailService } from "./mail/service";
import type { MediaService } from "./media/service";
import type { ModelProviderService } from "./model-providers/service";
import type { RequestLimits } from "./rate-limit/requests";
import type { RateLimiter } from "./rate-limit/service";
import type { SavedReplyService } from "./saved-replies/service";
import type { InvitationService } from "./team/invitations";
import type { TeamService } from "./team/service";

/** What procedures work with. The composition root makes them; procedures get them by their context. */
export interface Services {
  db: Database;
  databaseKind: DatabaseHandle["kind"];
  changes: ChangeFeed;
  queue: JobQueue;
  auth: AuthService;
  team: TeamService;
  invitations: InvitationService;
  mailer: Mailer;
  mail: MailService;
  /** Mails go out by SMTP; without it they stay where the developer reads them. */
  sendsMail: boolean;
  limiter: RateLimiter;
  requestLimits: RequestLimits;
  knowledge: KnowledgeService;
  webSources: WebSourceService;
  answers: AnswerService;
  doctor: KnowledgeDoctor;
  gaps: GapService;
  conversations: ConversationService;
  contacts: ContactService;
  retention: RetentionService;
  media: MediaService;
  channels: ChannelControl;
  agent: Agent;
  /** What a question finds and how, for people who want to know. */
  explain: Retriever["explain"];
  evaluation: EvaluationService;
  automation: AutomationService;
  analytics: AnalyticsService;
  configuration: ConfigurationService;
  modelProviders: ModelProviderService;
  savedReplies: SavedReplyService;
  inboxViews: InboxViewService;
}
