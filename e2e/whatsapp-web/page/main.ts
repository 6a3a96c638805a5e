/** The simulated WhatsApp Web page: what whatsapp-web.js needs of web.whatsapp.com, and little to look at. */
import { boot } from "./auth";
import { requireModule } from "./loader";
import { keepScreen } from "./screen";

Object.assign(window, { require: requireModule });
void boot();
keepScreen();
