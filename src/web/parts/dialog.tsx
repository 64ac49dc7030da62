// A dialog over the page, and one that slides in from the side.
import type { ReactNode } from "react";
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import { useLanguage } from "../language.tsx";
import { Button } from "./button.tsx";

type DialogProps = {
  title: string;
  open: boolean;
  onClose(): void;
  children: ReactNode;
  /** A drawer stands at the side and may be wide. */
  drawer?: boolean;
};

export function Dialog({ title, open, onClose, children, drawer = false }: DialogProps) {
  const { say } = useLanguage();
  return (
    <ModalOverlay className="veil" isOpen={open} onOpenChange={(now) => !now && onClose()} isDismissable>
      <Modal className={drawer ? "drawer" : "dialog"}>
        <AriaDialog className="dialog-body">
          <div className="row spread dialog-head">
            <Heading slot="title" level={2}>
              {title}
            </Heading>
            <Button look="bare" slim aria-label={say("닫기", "Close")} onClick={onClose}>
              ✕
            </Button>
          </div>
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
