// The price of a certificate that the user supposes, kept in the address.
import { useEffect, useState } from "react";
import { readAmount } from "../begin/answer.ts";
import { useLanguage } from "../language.tsx";
import { TextField } from "../parts/field.tsx";
import { useResults } from "./source.tsx";

const WAIT_MS = 600;

export function PriceField() {
  const { say } = useLanguage();
  const {
    choice: { price, setPrice },
  } = useResults();
  const inAddress = price === undefined ? "" : String(price);
  const [text, setText] = useState(inAddress);
  // The back button changes the address, and the field follows.
  useEffect(() => setText((now) => (priceOf(now) === price ? now : inAddress)), [inAddress, price]);
  const value = priceOf(text);
  const wrong = text.trim() !== "" && value === undefined;
  useEffect(() => {
    // What cannot be read is no price: no cost stands beside it by an earlier one.
    if (value === price) return;
    const timer = setTimeout(() => setPrice(value), WAIT_MS);
    return () => clearTimeout(timer);
  }, [value, price, setPrice]);
  return (
    <div className="results-price no-print">
      <TextField
        label={say("인증서 가격 (EUR)", "Certificate price (EUR)")}
        help={say("CO₂e 1톤의 값으로 가정합니다. 예: 80", "What you suppose a tonne of CO₂e costs, such as 80")}
        fault={
          wrong
            ? say("0보다 크고 1,000,000 이하인 수를 적으십시오. 예: 80.5", "Enter a number above 0 and up to 1,000,000, such as 80.5")
            : undefined
        }
        inputMode="decimal"
        autoComplete="off"
        value={text}
        onChange={(event) => setText(event.target.value)}
        onBlur={() => {
          if (value !== price) setPrice(value);
        }}
      />
    </div>
  );
}

function priceOf(text: string): number | undefined {
  const value = readAmount(text);
  return value !== undefined && value > 0 && value <= 1e6 ? value : undefined;
}
