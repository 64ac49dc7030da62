// What is shown, handed out as a file: a drawing as SVG, a table as CSV.
import { saveFile } from "../call.ts";
import { useLanguage } from "../language.tsx";
import { Button } from "../parts/button.tsx";

type ExportProps = {
  /** Of the file, without its ending. */
  name: string;
  /** What it is, for those who hear the button. */
  what: string;
  svg?: (() => string | undefined) | undefined;
  csv(): string;
};

const fileName = (name: string): string => name.replaceAll(/[^\p{L}\p{N}._-]+/gu, "-").slice(0, 80);

export function ExportButtons({ name, what, svg, csv }: ExportProps) {
  const { say } = useLanguage();
  const spoken = say(`${what} 내려받기`, `of ${what}: download`);
  const save = (text: string | undefined, ending: string, type: string): void => {
    if (text !== undefined) saveFile({ bytes: new TextEncoder().encode(text), type, name: `${fileName(name)}.${ending}` });
  };
  return (
    <div className="row no-print results-export">
      {svg !== undefined && (
        <Button slim onClick={() => save(svg(), "svg", "image/svg+xml")}>
          SVG <span className="only-spoken">{spoken}</span>
        </Button>
      )}
      <Button slim onClick={() => save(csv(), "csv", "text/csv")}>
        CSV <span className="only-spoken">{spoken}</span>
      </Button>
    </div>
  );
}
