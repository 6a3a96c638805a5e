import type { BusinessHours } from "./hours";

/** Monday to Friday, nine to six: somewhere to start from. */
export const defaultBusinessHours = (timeZone: string): BusinessHours => {
  const workday = [{ from: "09:00", to: "18:00" }];
  return { timeZone, week: [workday, workday, workday, workday, workday, [], []], holidays: [] };
};
