// Asks before something that cannot be taken back.
import type { ReactNode } from "react";
import type { Refused } from "../call.ts";
import { useLanguage } from "../language.tsx";
import { Button } from "./button.tsx";
import { Dialog } from "./dialog.tsx";
import { RefusedNote } from "./problems.tsx";

type ConfirmProps = {
  title: string;
  open: boolean;
  /** What the button says. */
  action: string;
  busy: boolean;
  refused: Refused | null | undefined;
  /** Why it cannot be done yet; undefined where it can. */
  lacks?: string | undefined;
  onConfirm(): void;
  onClose(): void;
  children: ReactNode;
};

export function Confirm({ title, open, action, busy, refused, lacks, onConfirm, onClose, children }: ConfirmProps) {
  const { say } = useLanguage();
  return (
    <Dialog title={title} open={open} onClose={onClose}>
      {children}
      <RefusedNote refused={refused} />
      {lacks !== undefined && <p className="small quiet">{lacks}</p>}
      <div className="row">
        <Button look="danger" busy={busy} disabled={lacks !== undefined} onClick={onConfirm}>
          {action}
        </Button>
        <Button onClick={onClose}>{say("그만두기", "Cancel")}</Button>
      </div>
    </Dialog>
  );
}
