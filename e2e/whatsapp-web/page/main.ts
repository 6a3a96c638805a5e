/** The simulated WhatsApp Web page: what whatsapp-web.js needs of web.whatsapp.com, and nothing to look at. */
import { boot } from "./auth";
import { requireModule } from "./loader";

Object.assign(window, { require: requireModule });
void boot();
