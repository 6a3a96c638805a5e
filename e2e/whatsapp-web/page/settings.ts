import type { PageSettings } from "../protocol";

declare global {
  interface Window {
    __simulatorSettings: PageSettings;
  }
}

export const settings: PageSettings = window.__simulatorSettings;

export const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
