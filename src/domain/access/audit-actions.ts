/**
 * What is written into the audit log, and the words after the name of who did it. Keys are stable: they are stored and
 * exported. Those of `user` concern one person and no account; that person alone reads them.
 */
export const AUDIT_ACTIONS = {
  "account.created": "created the account",
  "account.renamed": "renamed the account",
  "account.deleted": "deleted the account",
  "team.invited": "invited somebody",
  "team.invitationResent": "sent an invitation again",
  "team.invitationRevoked": "took an invitation back",
  "team.invitationDeclined": "declined an invitation",
  "team.joined": "joined the team",
  "team.roleChanged": "changed somebody's role",
  "team.memberRemoved": "removed somebody from the team",
  "team.left": "left the team",
  "team.ownershipTransferred": "handed the ownership over",
  "connection.started": "started the connection",
  "connection.stopped": "stopped the connection",
  "connection.unlinked": "unlinked the phone",
  "connection.settingsChanged": "changed the connection's settings",
  "connection.screenshotRequested": "asked for a picture of the WhatsApp page",
  "knowledge.uploaded": "uploaded a document",
  "knowledge.deleted": "deleted a document",
  "knowledge.retried": "had a document read again",
  "conversation.takenOver": "took a conversation over",
  "conversation.returnedToBot": "gave a conversation back to the bot",
  "audit.exported": "exported the audit log",
  "user.signedUp": "signed up",
  "user.signedIn": "signed in",
  "user.passwordChanged": "changed the password",
  "user.passwordReset": "set a new password after a reset",
  "user.emailChangeRequested": "asked for another email address",
  "user.emailChanged": "changed the email address",
  "user.sessionRevoked": "ended a session",
  "user.deleted": "deleted their user",
} as const;
export type AuditAction = keyof typeof AUDIT_ACTIONS;
