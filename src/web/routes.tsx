// Every page and its address. Pages are loaded when they are gone to.
import { createBrowserRouter, type RouteObject } from "react-router";
import { Broken } from "./broken.tsx";
import { Layout } from "./layout.tsx";
import { Door } from "./sign-in/door.tsx";

type Page = () => Promise<{ Component: () => React.ReactNode }>;
const page = (path: string, lazy: Page): RouteObject => ({ path, lazy });

export const router = createBrowserRouter([
  {
    Component: Door,
    ErrorBoundary: Broken,
    children: [
      page("/new-password", async () => ({ Component: (await import("./sign-in/new-password-page.tsx")).NewPasswordPage })),
      page("/guest", async () => ({ Component: (await import("./verify/guest-page.tsx")).GuestPage })),
      page("/replay", async () => ({ Component: (await import("./replay/replay-page.tsx")).ReplayPage })),
      page("/invitation", async () => ({ Component: (await import("./sign-in/invitation-page.tsx")).InvitationPage })),
      {
        Component: Layout,
        ErrorBoundary: Broken,
        children: [
          page("/", async () => ({ Component: (await import("./home/home-page.tsx")).HomePage })),
          page("/o/:org", async () => ({ Component: (await import("./home/organisation-page.tsx")).OrganisationPage })),
          page("/o/:org/p/:period", async () => ({ Component: (await import("./results/results-page.tsx")).ResultsPage })),
          page("/o/:org/s/:statement", async () => ({ Component: (await import("./results/results-page.tsx")).ResultsPage })),
          page("/o/:org/begin", async () => ({ Component: (await import("./begin/begin-page.tsx")).BeginPage })),
          page("/o/:org/p/:period/problems", async () => ({ Component: (await import("./problems/problems-page.tsx")).ProblemsPage })),
          page("/glossary", async () => ({ Component: (await import("./glossary/glossary-page.tsx")).GlossaryPage })),
          page("/o/:org/p/:period/import", async () => ({ Component: (await import("./import/import-page.tsx")).ImportPage })),
          page("/o/:org/evidence", async () => ({ Component: (await import("./evidence/evidence-page.tsx")).EvidencePage })),
          page("/o/:org/p/:period/map", async () => ({ Component: (await import("./map/map-page.tsx")).MapPage })),
          page("/o/:org/statements", async () => ({ Component: (await import("./statements/statements-page.tsx")).StatementsPage })),
          page("/o/:org/compare", async () => ({ Component: (await import("./statements/compare-page.tsx")).ComparePage })),
          page("/o/:org/s/:statement/reports", async () => ({ Component: (await import("./reports/reports-page.tsx")).ReportsPage })),
          page("/verifications", async () => ({ Component: (await import("./verify/mine-page.tsx")).MinePage })),
          page("/o/:org/verifications", async () => ({ Component: (await import("./verify/verifications-page.tsx")).VerificationsPage })),
          page("/o/:org/verifications/new", async () => ({ Component: (await import("./verify/open-page.tsx")).OpenPage })),
          page("/o/:org/v/:verification", async () => ({ Component: (await import("./verify/desk-page.tsx")).DeskPage })),
          page("/o/:org/packages", async () => ({ Component: (await import("./packages/packages-page.tsx")).PackagesPage })),
          page("/o/:org/team", async () => ({ Component: (await import("./team/team-page.tsx")).TeamPage })),
          page("/o/:org/audit", async () => ({ Component: (await import("./team/audit-page.tsx")).AuditPage })),
          page("/log", async () => ({ Component: (await import("./log/log-page.tsx")).LogDoor })),
          page("/o/:org/log", async () => ({ Component: (await import("./log/log-page.tsx")).LogPage })),
          page("/o/:org/settings", async () => ({ Component: (await import("./team/settings-page.tsx")).SettingsPage })),
          page("/o/:org/aggregate", async () => ({ Component: (await import("./team/aggregate-page.tsx")).AggregatePage })),
          page("/account", async () => ({ Component: (await import("./team/account-page.tsx")).AccountPage })),
          page("/o/:org/p/:period/records/:grid", async () => ({ Component: (await import("./grid/grid-page.tsx")).GridPage })),
          page("/o/:org/p/:period/what-if", async () => ({ Component: (await import("./what-if/what-if-page.tsx")).WhatIfPage })),
          page("/o/:org/p/:period/plant", async () => ({ Component: (await import("./reports/plant-page.tsx")).PlantPage })),
          { path: "*", Component: Broken },
        ],
      },
    ],
  },
]);
