// A button that fetches bytes and hands them over as a file.
import { type ReactNode, useState } from "react";
import type { Bytes } from "../../model/api/act.ts";
import { Refused, saveFile, unreached } from "../call.ts";
import { Button } from "./button.tsx";
import { RefusedNote } from "./problems.tsx";

type DownloadProps = { get(): Promise<Bytes>; look?: "main" | "plain"; slim?: boolean; name?: string; children: ReactNode };

/** `name`: what it is called to a reader by ear, where the button alone does not say of what. */
export function Download({ get, look = "plain", slim = false, name, children }: DownloadProps) {
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Refused>();
  const run = async (): Promise<void> => {
    setBusy(true);
    setRefused(undefined);
    try {
      saveFile(await get());
    } catch (error) {
      setRefused(error instanceof Refused ? error : unreached());
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Button look={look} slim={slim} busy={busy} {...(name !== undefined && { "aria-label": name })} onClick={() => void run()}>
        {children}
      </Button>
      {refused !== undefined && <RefusedNote refused={refused} />}
    </>
  );
}
