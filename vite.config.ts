// The build of the pages: src/web into dist/web, and for those who work on them a server that hands acts on to a running Sandan.
import { join } from "node:path";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const sandan = process.env.SANDAN ?? "http://127.0.0.1:3000";

export default defineConfig({
  root: join(import.meta.dirname, "src", "web"),
  plugins: [react()],
  publicDir: false,
  server: { host: "127.0.0.1", proxy: { "/v1": sandan, "/auth": sandan, "/openapi.json": sandan, "/docs": sandan } },
  build: {
    outDir: join(import.meta.dirname, "dist", "web"),
    emptyOutDir: true,
    target: "es2023",
    // The strict CSP loads fonts and pictures from files alone.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 2000,
    reportCompressedSize: false,
  },
});
