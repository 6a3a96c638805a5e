/**
 * `window.require`. What the page does not have is reported: the library asking for it means that the simulator no longer
 * covers what the library does, and tests have to fail.
 */
import { contactModules } from "./modules/contacts";
import { linkingModules } from "./modules/linking";
import { mediaModules } from "./modules/media-transfer";
import { messagingModules } from "./modules/messaging";
import { report } from "./transport";

const modules: Record<string, object> = { ...linkingModules, ...messagingModules, ...contactModules, ...mediaModules };
const watched = new Map<string, object>();
/** The language itself asks objects for these. */
const ALWAYS_ASKED = new Set(["then", "toJSON", "prototype"]);

const watch = (name: string, module: object): object =>
  new Proxy(module, {
    get(target, property) {
      if (typeof property === "string" && !ALWAYS_ASKED.has(property) && !(property in target))
        report("unknown_prop", `${name}.${property}`);
      return Reflect.get(target, property);
    },
  });

export function requireModule(name: string): object {
  const module = modules[name];
  if (!module) {
    report("unknown_module", name);
    // As Meta's loader does.
    throw new Error(`Requiring unknown module "${name}"`);
  }
  const known = watched.get(name);
  if (known) return known;
  const created = watch(name, module);
  watched.set(name, created);
  return created;
}
