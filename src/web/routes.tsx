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
      page("/invitation", async () => ({ Component: (await import("./sign-in/invitation-page.tsx")).InvitationPage })),
      {
        Component: Layout,
        ErrorBoundary: Broken,
        children: [
          page("/", async () => ({ Component: (await import("./home/home-page.tsx")).HomePage })),
          page("/o/:org", async () => ({ Component: (await import("./home/organisation-page.tsx")).OrganisationPage })),
          { path: "*", Component: Broken },
        ],
      },
    ],
  },
]);
