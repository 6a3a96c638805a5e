/** Who asked for a change and from where: for the audit log. */
export interface Actor {
  userId: string;
  email: string;
  /** Of the browser, or of the proxy in front of us when none is configured to tell; null when unknown. */
  ipAddress: string | null;
  userAgent: string | null;
}
