/** The control interface's routes: plain JSON. What each does is told in ../README.md. */
import { customerRoutes } from "./customer-routes";
import { phoneRoutes } from "./phone-routes";
import { behaviourSchema } from "./requests";
import type { Route } from "./route";
import { viewSimulator } from "./views";

export const routes: Route[] = [
  { method: "GET", path: "/api/state", handle: ({ simulator }) => viewSimulator(simulator) },
  { method: "GET", path: "/api/reports", handle: ({ simulator }) => simulator.reports },
  { method: "GET", path: "/api/behaviour", handle: ({ simulator }) => simulator.behaviour },
  {
    method: "POST",
    path: "/api/behaviour",
    handle: ({ simulator, body }) => Object.assign(simulator.behaviour, behaviourSchema.parse(body)),
  },
  ...phoneRoutes,
  ...customerRoutes,
];
