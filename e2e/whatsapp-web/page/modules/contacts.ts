/** Modules about people: names, numbers and hidden numbers. */
import { createWid, type Wid } from "../ids";
import type { Model } from "../model";
import { aliases, aliasOf, session } from "../stores";
import { call } from "../transport";

const attribute = (name: string) => (contact: Model) => contact[name];
const widOf = (contact: Model) => createWid(contact.id);

async function queryWidExists(wid: Wid) {
  const found = await call("queryUser", { id: wid._serialized });
  if (!found) return null;
  if (found.phone && found.lid) {
    aliases.set(found.phone, found.lid);
    aliases.set(found.lid, found.phone);
  }
  return { wid: createWid(found.phone ?? found.lid) };
}

export const contactModules = {
  WAWebContactGetters: {
    getIsMe: (contact: Model) => session.me?.equals(contact.id) ?? false,
    getIsUser: (contact: Model) => widOf(contact).isUser(),
    getIsGroup: (contact: Model) => widOf(contact).isGroup(),
    getIsWAContact: () => true,
    getUserid: (contact: Model) => widOf(contact).user,
    getVerifiedName: attribute("verifiedName"),
    getVerifiedLevel: attribute("verifiedLevel"),
    getStatusMute: () => false,
    getName: attribute("name"),
    getShortName: attribute("shortName"),
    getPushname: attribute("pushname"),
    getIsEnterprise: () => false,
  },
  WAWebFrontendContactGetters: { getIsMyContact: (contact: Model) => Boolean(contact.name) },
  WAWebApiContact: {
    getAlternateUserWid: aliasOf,
    getCurrentLid: aliasOf,
    getPhoneNumber: aliasOf,
  },
  WAWebLidMigrationUtils: { toPn: aliasOf },
  WAWebQueryExistsJob: { queryWidExists },
};
