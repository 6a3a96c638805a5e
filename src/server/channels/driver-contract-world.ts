import type { ChannelDriver } from "./driver";

/** The other side of a driver. */
export interface ContractWorld {
  driver: ChannelDriver;
  /** The chat of the customer that `customerSays` speaks as. */
  customerChatId: string;
  customerPhone: string;
  /** The number the account links to. */
  businessPhone: string;
  /** Scans the QR code with the business's phone. */
  scan(qr: string): void;
  /** Types the code on the business's phone. */
  enterPairingCode(code: string): void;
  customerSays(text: string): { stanzaId: string };
  /** In a group that this number is a member of. */
  /** What the group that `groupSays` writes in is called. */
  groupName: string;
  groupSays(text: string, options?: { mentioning?: boolean }): void;
  customerAnswers(text: string, quotedStanzaId: string): { stanzaId: string };
  customerSendsPicture(bytes: Buffer, caption: string): { stanzaId: string };
  customerSendsPlace(place: { latitude: number; longitude: number; name: string }): { stanzaId: string };
  customerSendsCard(card: { name: string; phone: string }): { stanzaId: string };
  customerCalls(): { stanzaId: string };
  customerEdits(stanzaId: string, text: string): void;
  customerDeletes(stanzaId: string): void;
  /** Null takes the reaction back. */
  customerReacts(stanzaId: string, emoji: string | null): void;
  /** The service no longer has the file of that message. */
  expireFile(stanzaId: string): void;
  /** The owner writes to the customer on the phone itself. */
  ownerSays(text: string): { stanzaId: string };
  /** The next text that the customer receives from the driver. */
  nextReply(): Promise<{ stanzaId: string; text: string }>;
  customerReads(stanzaId: string): void;
  /** The service refuses messages, or takes them again. */
  refuseMessages(isRefusing: boolean): void;
  loseNetwork(): void;
  restoreNetwork(): void;
  openElsewhere(): void;
  unlinkOnPhone(): void;
  /** How many processes of the account's session run. */
  countProcesses(accountId: string): Promise<number>;
  close(): Promise<void>;
}
