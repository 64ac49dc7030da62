// Evidence put to the rows that are selected: one that was uploaded, or a new file, and the place in it.
import { type FormEvent, useState } from "react";
import { citationText } from "../../model/grid/cell-text.ts";
import type { Column } from "../../model/grid/column.ts";
import { useDo } from "../call.ts";
import { useLanguage } from "../language.tsx";
import { Button } from "../parts/button.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { ChoiceField, Field, TextField } from "../parts/field.tsx";
import { RefusedNote } from "../parts/problems.tsx";

/** What is put into each row: the text of the evidence cell is added to, the place is set where it has a column. */
export type Attachment = { evidence: string; place: string };
type EvidenceDialogProps = { org: string; column: Column; rows: number; onAttach(attachment: Attachment): void; onClose(): void };

export function EvidenceDialog({ org, column, rows, onAttach, onClose }: EvidenceDialogProps) {
  const { say, lang } = useLanguage();
  const send = useDo("uploadEvidence");
  const [made, setMade] = useState<{ value: string; label: string } | undefined>(undefined);
  const [chosen, setChosen] = useState("");
  const options = (column.options ?? []).map((option) => ({ value: option.value, label: option[lang] }));
  const all = made !== undefined && !options.some(({ value }) => value === made.value) ? [made, ...options] : options;
  const cites = column.kind === "citations";
  const upload = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    const bytes = new Uint8Array(await file.arrayBuffer());
    send.mutate(
      { input: { org, name: file.name.slice(-200), bytes } },
      {
        onSuccess: ({ sha256, name }) => {
          setMade({ value: sha256, label: name });
          setChosen(sha256);
        },
      },
    );
  };
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    if (chosen !== "") onAttach(attachmentOf(chosen, data, cites));
  };
  return (
    <Dialog title={say(`증빙 붙이기 (${rows}행)`, `Attach evidence (${rows} rows)`)} open onClose={onClose}>
      <form className="stack" onSubmit={submit}>
        <Field
          label={say("새 파일 올리기", "Upload a new file")}
          help={say(
            "PDF, 사진, 엑셀, CSV, XML. 같은 파일은 한 번만 보관됩니다.",
            "PDF, picture, Excel, CSV, XML; the same file is kept once.",
          )}
        >
          <input type="file" onChange={(event) => void upload(event.target.files?.[0])} />
        </Field>
        <RefusedNote refused={send.error} />
        <ChoiceField
          label={say("증빙", "Evidence")}
          value={chosen}
          onChange={(event) => setChosen(event.target.value)}
          options={[{ value: "", label: send.isPending ? say("올리는 중…", "Uploading…") : say("고르십시오", "Choose") }, ...all]}
        />
        <fieldset className="grid-places">
          <legend>{say("문서 안의 자리 (아는 만큼)", "Place in the document (as far as known)")}</legend>
          {cites && <TextField label={say("쪽", "Page")} name="page" type="number" min={1} max={100000} />}
          <TextField label={say("시트", "Sheet")} name="sheet" maxLength={200} />
          <TextField label={say("칸", "Cell")} name="cell" maxLength={10} pattern="[A-Za-z]{1,3}[0-9]{1,7}" placeholder="C12" />
          <TextField label={say("줄", "Line")} name="line" type="number" min={1} max={100000000} />
        </fieldset>
        <div className="row">
          <Button look="main" submit disabled={chosen === ""} busy={send.isPending}>
            {say("붙이기", "Attach")}
          </Button>
          <Button onClick={onClose}>{say("그만두기", "Cancel")}</Button>
          {chosen === "" && <span className="quiet small">{say("증빙을 고르면 붙일 수 있습니다.", "Choose evidence to attach it.")}</span>}
        </div>
      </form>
    </Dialog>
  );
}

function attachmentOf(chosen: string, data: FormData, cites: boolean): Attachment {
  const text = (name: string): string => String(data.get(name) ?? "").trim();
  const [sheet, cell, line, page] = [text("sheet"), text("cell").toUpperCase(), text("line"), text("page")];
  if (!cites)
    return { evidence: chosen, place: line !== "" ? `line ${line}` : cell === "" ? "" : sheet === "" ? cell : `${sheet}!${cell}` };
  const citation = {
    sha256: chosen,
    ...(sheet !== "" && { sheet }),
    ...(cell !== "" && { cell }),
    ...(line !== "" && { line: Number(line) }),
    ...(page !== "" && { page: Number(page) }),
  };
  return { evidence: citationText(citation), place: "" };
}
