// npm start: the server, with the sample factory.
import { enableCompileCache } from "node:module";

enableCompileCache();
const { serve } = await import("./serve.ts");
process.exit(await serve({ sample: true }));
