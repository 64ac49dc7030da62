// A secret that is shown once, to be copied.
import { useId, useRef, useState } from "react";
import { useLanguage } from "../language.tsx";
import { Button } from "../parts/button.tsx";

export function OnceShown({ label, secret }: { label: string; secret: string }) {
  const { say } = useLanguage();
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const [told, setTold] = useState("");
  const copy = async (): Promise<void> => {
    field.current?.select();
    try {
      await navigator.clipboard.writeText(secret);
      setTold(say("복사했습니다.", "Copied."));
    } catch {
      setTold(say("선택했습니다. Ctrl+C로 복사하십시오.", "Selected: press Ctrl+C."));
    }
  };
  return (
    <div className="stack">
      <p>
        <span className="tag warn">{say("한 번만 보입니다", "Shown once")}</span>{" "}
        {say(
          "닫으면 다시 볼 수 없습니다. 안전한 곳에 적어 두십시오.",
          "It cannot be seen again once this is closed. Keep it in a safe place.",
        )}
      </p>
      <div className="field">
        <label htmlFor={id}>{label}</label>
        <textarea id={id} ref={field} className="mono" readOnly rows={Math.max(2, secret.split("\n").length)} value={secret} />
      </div>
      <div className="row">
        <Button onClick={() => void copy()}>{say("복사", "Copy")}</Button>
        <span role="status">{told}</span>
      </div>
    </div>
  );
}
