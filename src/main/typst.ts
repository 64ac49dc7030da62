// The PDF compiler with its fonts: loaded only where a PDF is wanted.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { NodeCompiler } from "@myriaddreamin/typst-ts-node-compiler";
import type { Compile } from "../formats/pdf/render-pdf.ts";

const require = createRequire(import.meta.url);
const FONTS = ["400Regular/NotoSansKR_400Regular.ttf", "700Bold/NotoSansKR_700Bold.ttf"];

let compiler: NodeCompiler | undefined;

/** Tagged for accessibility (PDF/UA-1); the bytes depend on source and inputs alone. */
export const compileTypst: Compile = (source, inputs) => {
  compiler ??= NodeCompiler.create({
    fontArgs: [{ fontBlobs: FONTS.map((font) => readFileSync(require.resolve(`@expo-google-fonts/noto-sans-kr/${font}`))) }],
  });
  return compiler.pdf({ mainFileContent: source, inputs }, { pdfStandard: "ua-1" });
};
