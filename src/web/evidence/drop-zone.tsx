// Where files are dropped, or chosen by keyboard.
import { type DragEvent, useId, useState } from "react";
import { useLanguage } from "../language.tsx";
import "./drop-zone.css";

type DropZoneProps = { label: string; help: string; onFiles(files: File[]): void };

export function DropZone({ label, help, onFiles }: DropZoneProps) {
  const { say } = useLanguage();
  const id = useId();
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    const files = [...event.dataTransfer.files];
    if (files.length > 0) onFiles(files);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is the mouse's way; the same is done by the field inside.
    <div
      className={over ? "drop-zone over" : "drop-zone"}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <label htmlFor={id}>
        <strong>{label}</strong>
        <span className="quiet small" id={`${id}-help`}>
          {help}
        </span>
        <span className="button main" aria-hidden="true">
          {say("파일 고르기", "Choose files")}
        </span>
      </label>
      <input
        id={id}
        type="file"
        multiple
        aria-describedby={`${id}-help`}
        onChange={(event) => {
          const files = [...(event.target.files ?? [])];
          // The same file may be chosen again.
          event.target.value = "";
          if (files.length > 0) onFiles(files);
        }}
      />
    </div>
  );
}
