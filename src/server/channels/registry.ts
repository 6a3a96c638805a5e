import { createWhatsAppWebDriver } from "./whatsapp-web/driver";

/** The ways to a messenger; a new one is a folder beside this file and a line here. */
export const CHANNEL_DRIVERS = { "whatsapp-web": createWhatsAppWebDriver } as const;
