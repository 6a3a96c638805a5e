/** Modules the library asks for while the page boots and links. */
import { linkingStage, verificationCode } from "../dialogs";
import { decodeBase64, encodeBase64 } from "../media";
import { reactionTableMode } from "../reactions";
import { Cmd, Conn, callCollection, LinkDeviceEvents, Socket, Stream, session } from "../stores";
import { call, transmit } from "../transport";

const randomKey = () => crypto.getRandomValues(new Uint8Array(32));
const noiseKey = randomKey();
const identityKey = randomKey();
const advSecret = encodeBase64(randomKey());

export const linkingModules = {
  WAWebSocketModel: { Socket },
  WAWebConnModel: { Conn },
  WAWebCmd: { Cmd },
  WAWebStreamModel: { Stream },
  WAWebOfflineHandler: {
    OfflineMessageHandler: { getOfflineDeliveryProgress: () => session.offlineProgress },
  },
  WAWebAltDeviceLinkingApi: {
    setPairingType() {},
    async initializeAltDeviceLinking() {},
    startAltLinkingFlow: (phone: string) => call("pairingCode", { phone }),
    async initializeQRLinking() {},
  },
  WAWebLinkDeviceEvents: { WAWebLinkDeviceEvents: LinkDeviceEvents },
  WAWebShortcakeLinkingApi: { getShortcakeLinkingStage: linkingStage, getVerificationCode: verificationCode },
  WAWebLaunchSocketUtils: { refreshQR: () => transmit({ kind: "refreshQr" }) },
  WABase64: { encodeB64: encodeBase64, decodeB64: decodeBase64 },
  WAWebCompanionRegClientUtils: { DEVICE_PLATFORM: "1" },
  WAWebAdvSignatureApi: {},
  WAWebUserPrefsInfoStore: { waNoiseInfo: { get: async () => ({ staticKeyPair: { pubKey: noiseKey } }) } },
  WAWebSignalStoreApi: {
    waSignalStore: { getRegistrationInfo: async () => ({ identityKeyPair: { pubKey: identityKey } }) },
  },
  WAWebUserPrefsMultiDevice: { getADVSecretKey: () => advSecret },
  WAWebUserPrefsMeUser: { getMaybeMePnUser: () => session.me, getMaybeMeLidUser: () => session.lid },
  WAWebMiscBrowserUtils: { info: () => ({ os: "Linux", name: "Chrome" }) },
  WAWebSyncGatingUtils: { isPlaceholderMessageResendEnabled: () => false },
  WAWebCallCollection: callCollection,
  WAWebNonMessageDataRequestPlaceholderMessageResendUtils: { handlePlaceholderMsgsSeen() {} },
  WAWebAddonReactionTableMode: { reactionTableMode },
  WAWebAddonPollVoteTableMode: { pollVoteTableMode: { bulkUpsert() {} } },
  WAWebBackendJobsCommon: { mediaTypeFromProtobuf: () => null },
  WAWebE2EProtoUtils: { typeAttributeFromProtobuf: () => "text" },
};
