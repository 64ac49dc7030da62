// A field: its label, two lines of help with an example, what is wrong with it.
import { type ComponentProps, cloneElement, type ReactElement, useId } from "react";

type FieldProps = {
  label: string;
  /** What it is, and an example. */
  help?: string | undefined;
  fault?: string | undefined;
  children: ReactElement<{ id?: string; "aria-describedby"?: string | undefined; "aria-invalid"?: boolean | undefined }>;
};

/** Ties label, help and fault to the control inside. */
export function Field({ label, help, fault, children }: FieldProps) {
  const id = useId();
  const described = [help !== undefined && `${id}-help`, fault !== undefined && `${id}-fault`].filter(Boolean).join(" ");
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {help !== undefined && (
        <p className="help" id={`${id}-help`}>
          {help}
        </p>
      )}
      {cloneElement(children, {
        id,
        "aria-describedby": described === "" ? undefined : described,
        "aria-invalid": fault !== undefined || undefined,
      })}
      {fault !== undefined && (
        <p className="fault" id={`${id}-fault`}>
          {fault}
        </p>
      )}
    </div>
  );
}

type TextFieldProps = Omit<FieldProps, "children"> & ComponentProps<"input">;

export function TextField({ label, help, fault, ...input }: TextFieldProps) {
  return (
    <Field label={label} help={help} fault={fault}>
      <input {...input} />
    </Field>
  );
}

type Option = { value: string; label: string };
type ChoiceProps = Omit<FieldProps, "children"> & ComponentProps<"select"> & { options: readonly Option[] };

export function ChoiceField({ label, help, fault, options, ...select }: ChoiceProps) {
  return (
    <Field label={label} help={help} fault={fault}>
      <select {...select}>
        {options.map(({ value, label: text }) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </Field>
  );
}
