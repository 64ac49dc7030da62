// The entry of the pages.
import "./styles/tokens.css";
import "./styles/base.css";
import "./parts/parts.css";
import "./layout.css";
import "@fontsource-variable/noto-sans-kr/index.css";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { RouterProvider } from "react-router/dom";
import { Refused } from "./call.ts";
import { LanguageProvider } from "./language.tsx";
import { router } from "./routes.tsx";
import { SessionProvider } from "./session.tsx";
import { applyTheme } from "./theme.ts";

applyTheme();

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      // What the server has refused it will refuse again; a connection may come back.
      retry: (count, error) => !(error instanceof Refused && error.status !== 0 && error.status < 500) && count < 2,
      networkMode: "always",
    },
    mutations: { networkMode: "always" },
  },
});

createRoot(document.getElementById("root") as HTMLElement).render(
  <StrictMode>
    <LanguageProvider>
      <QueryClientProvider client={queries}>
        <SessionProvider>
          <RouterProvider router={router} />
        </SessionProvider>
      </QueryClientProvider>
    </LanguageProvider>
  </StrictMode>,
);
