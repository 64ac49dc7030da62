// Buttons, and links that look like them.
import type { ButtonHTMLAttributes, ReactNode } from "react";
import { Link } from "react-router";

type Look = "main" | "plain" | "bare" | "danger";
const classOf = (look: Look, slim: boolean): string => `button ${look}${slim ? " slim" : ""}`;

type ButtonProps = Omit<ButtonHTMLAttributes<HTMLButtonElement>, "type"> & {
  look?: Look;
  slim?: boolean;
  submit?: boolean;
  /** What it does is under way: it waits, and says so. */
  busy?: boolean;
};

export function Button({ look = "plain", slim = false, submit = false, busy = false, disabled, className, ...rest }: ButtonProps) {
  return (
    <button
      {...rest}
      type={submit ? "submit" : "button"}
      className={`${classOf(look, slim)} ${className ?? ""}`}
      disabled={disabled || busy}
      aria-busy={busy || undefined}
    />
  );
}

export function LinkButton({
  to,
  look = "plain",
  slim = false,
  children,
}: {
  to: string;
  look?: Look;
  slim?: boolean;
  children: ReactNode;
}) {
  return (
    <Link to={to} className={classOf(look, slim)}>
      {children}
    </Link>
  );
}
