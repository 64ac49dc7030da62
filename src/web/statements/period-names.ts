// Reporting periods by name: their title, else their days.
import { useAct } from "../call.ts";
import { useLanguage } from "../language.tsx";

export function usePeriodNames(org: string): (id: string) => string {
  const { date } = useLanguage();
  const periods = useAct("listPeriods", { org, limit: 500 });
  return (id) => {
    const found = periods.data?.items.find((period) => period.id === id);
    if (found === undefined) return "–";
    return found.title === "" ? `${date(found.start)} – ${date(found.end)}` : found.title;
  };
}
