import { inject } from "vitest";
import { startWorkersFrom } from "@/server/worker-entry";

startWorkersFrom(inject("builtWorkers"));
