import type { ChannelMessage, MessageChange } from "@/domain/messaging/message";
import { describeDriverContract } from "@/server/channels/driver-contract";
import { FakeDriver } from "./fake-driver";

/** Tests that use it would prove little if it behaved unlike a real driver. */
describeDriverContract("the fake driver", async () => {
  const driver = new FakeDriver(() => new Date());
  const whatsApp = driver.of("acc_contract");
  const chatId = "6281200000001@c.us";
  const written: ChannelMessage[] = [];
  let repliesRead = 0;
  whatsApp.isLinked = false;
  whatsApp.strangers.add("10000000@c.us");

  const keep = (message: ChannelMessage) => {
    written.push(message);
    return { stanzaId: message.stanzaId };
  };
  const customer = (body: string, fields: Partial<ChannelMessage> = {}) =>
    keep(whatsApp.customerWrites(body, { chatId, unseen: whatsApp.openCount === 0, ...fields }));
  const change = (stanzaId: string, what: DistributiveOmit<MessageChange, keyof Subject>) => {
    const { fromMe } = written.find((message) => message.stanzaId === stanzaId)!;
    whatsApp.changes({ stanzaId, fromMe, chatId, at: new Date(), ...what });
  };
  return {
    driver,
    customerChatId: chatId,
    customerPhone: "6281200000001",
    businessPhone: whatsApp.phoneNumber,
    scan: () => whatsApp.scan(),
    enterPairingCode: () => whatsApp.scan(),
    customerSays: customer,
    // What does not mention the number never leaves a driver.
    groupName: "Neighbours",
    groupSays: (body, { mentioning = false } = {}) => {
      const participant = { id: chatId, name: "Sari" };
      if (mentioning)
        whatsApp.customerWrites(body, {
          chatId: "1203@g.us",
          chatKind: "group",
          contactName: "Neighbours",
          participant,
        });
    },
    customerAnswers: (body, quotedStanzaId) => customer(body, { quotedStanzaId }),
    customerSendsPicture: (bytes, caption) => {
      const media = {
        mimeType: "image/png",
        fileName: undefined,
        sizeBytes: bytes.length,
        durationSeconds: undefined,
      };
      const sent = customer(caption, { kind: "image", media });
      whatsApp.media.set(sent.stanzaId, {
        status: "downloaded",
        bytes,
        mimeType: "image/png",
        fileName: undefined,
      });
      return sent;
    },
    customerSendsPlace: (place) => customer(place.name, { kind: "location", details: { type: "location", ...place } }),
    customerSendsCard: ({ name, phone }) =>
      customer(name, { kind: "contact", details: { type: "contacts", contacts: [{ name, phones: [phone] }] } }),
    customerCalls: () => customer("", { kind: "call", details: { type: "call", isVideo: false } }),
    customerEdits: (stanzaId, body) => change(stanzaId, { type: "edited", body }),
    customerDeletes: (stanzaId) => change(stanzaId, { type: "deleted" }),
    customerReacts: (stanzaId, emoji) => change(stanzaId, { type: "reaction", by: "customer", emoji }),
    expireFile: (stanzaId) => void whatsApp.media.delete(stanzaId),
    ownerSays: (body) => keep(whatsApp.ownerWrites(body, { chatId })),
    nextReply: async () => whatsApp.delivered[repliesRead++]!,
    customerReads: (stanzaId) => whatsApp.ack(stanzaId, "read"),
    refuseMessages: (isRefusing) => {
      if (isRefusing) whatsApp.sends.push("failed");
    },
    loseNetwork: () => whatsApp.setOnline(false),
    restoreNetwork: () => whatsApp.setOnline(true),
    openElsewhere: () => whatsApp.live.closes("conflict"),
    unlinkOnPhone: () => {
      whatsApp.isLinked = false;
      whatsApp.live.closes("logged_out");
    },
    countProcesses: async () => whatsApp.openCount,
    close: async () => {},
  };
});

type Subject = Pick<MessageChange, "stanzaId" | "fromMe" | "chatId" | "at">;
type DistributiveOmit<Union, Keys extends PropertyKey> = Union extends unknown ? Omit<Union, Keys> : never;
