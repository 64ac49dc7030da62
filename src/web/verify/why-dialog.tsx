// Asks why before something that is recorded with its reason.
import { useState } from "react";
import type { Refused } from "../call.ts";
import { useLanguage } from "../language.tsx";
import { Confirm } from "../parts/confirm.tsx";
import { Field } from "../parts/field.tsx";

type WhyDialogProps = {
  title: string;
  action: string;
  /** What follows from it. */
  means: string;
  example: string;
  busy: boolean;
  refused: Refused | null;
  onConfirm(why: string): void;
  onClose(): void;
};

export function WhyDialog({ title, action, means, example, busy, refused, onConfirm, onClose }: WhyDialogProps) {
  const { say } = useLanguage();
  const [why, setWhy] = useState("");
  return (
    <Confirm
      title={title}
      open
      action={action}
      busy={busy}
      refused={refused}
      lacks={why.trim() === "" ? say("까닭을 적어야 합니다.", "Say why.") : undefined}
      onConfirm={() => onConfirm(why.trim())}
      onClose={onClose}
    >
      <p>{means}</p>
      <Field label={say("까닭", "Why")} help={example}>
        <textarea rows={3} maxLength={2000} value={why} onChange={(event) => setWhy(event.target.value)} />
      </Field>
    </Confirm>
  );
}
