// What the reader of PDFs needs from files of its own: Korean character maps, and fonts for documents that bring none.

const maps = import.meta.glob<string>(
  [
    "../../../node_modules/pdfjs-dist/cmaps/{Adobe-Korea1,KSC,KSCms,KSCpc,UniKS}-*.bcmap",
    "../../../node_modules/pdfjs-dist/cmaps/{Identity,Adobe-Identity}*.bcmap",
  ],
  { query: "?url", import: "default" },
);
const fonts = import.meta.glob<string>("../../../node_modules/pdfjs-dist/standard_fonts/*.{pfb,ttf}", { query: "?url", import: "default" });

const named = Object.fromEntries([...Object.entries(maps), ...Object.entries(fonts)].map(([path, url]) => [path.split("/").at(-1), url]));

/** Fetches by name what pdf.js asks for; a file that was not built in is told as missing, and the document is shown without it. */
export class PdfFiles {
  async fetch({ filename }: { kind: string; filename: string }): Promise<Uint8Array> {
    const url = await named[filename]?.();
    if (url === undefined) throw new Error(`no such file for PDFs: ${filename}`);
    const response = await fetch(url);
    if (!response.ok) throw new Error(`${filename}: ${response.status}`);
    return new Uint8Array(await response.arrayBuffer());
  }
}
