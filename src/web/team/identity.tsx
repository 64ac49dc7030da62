// The organisation's identifier and its keys: what it signs with, what others know it by, and how a key is replaced.
import { useState } from "react";
import type { Answer } from "../../model/api.ts";
import { useAct, useDo } from "../call.ts";
import { useLanguage } from "../language.tsx";
import { useMay } from "../may.ts";
import { Button } from "../parts/button.tsx";
import { Confirm } from "../parts/confirm.tsx";
import { ChoiceField, TextField } from "../parts/field.tsx";
import { Shown } from "../parts/states.tsx";
import { usePlace } from "../place.ts";

type Key = Answer<"readIdentity">["keys"][number];

export function Keys() {
  const { say } = useLanguage();
  const { org } = usePlace();
  const may = useMay();
  const query = useAct("readIdentity", { org });
  const [asking, setAsking] = useState(false);
  return (
    <section className="card stack" aria-labelledby="keys">
      <h2 id="keys">{say("식별자와 서명 키", "Identifier and signing keys")}</h2>
      <p className="quiet">
        {say(
          "봉인 파일과 증명서에 이 이름으로 서명합니다. 받은 사람은 신뢰 파일에서 이 식별자를 봅니다.",
          "Packages and credentials are signed under this name; whoever receives them finds it in the trust file.",
        )}
      </p>
      <Shown query={query}>
        {({ did, keys }) => (
          <>
            <code className="account-key">{did}</code>
            {keys.length === 0 ? (
              <p className="quiet">{say("첫 키는 처음 봉인할 때 만들어집니다.", "The first key is made with the first sealing.")}</p>
            ) : (
              <List keys={keys} />
            )}
            {may("own") && keys.some(({ ended }) => ended === undefined) && (
              <div>
                <Button onClick={() => setAsking(true)}>{say("키 바꾸기…", "Replace the key…")}</Button>
              </div>
            )}
          </>
        )}
      </Shown>
      {asking && <Rotate org={org} algs={algsInUse(query.data?.keys ?? [])} onClose={() => setAsking(false)} />}
    </section>
  );
}

/** Kinds of the keys that sign now, the usual one first. */
const algsInUse = (keys: readonly Key[]): Key["alg"][] =>
  (["EdDSA", "ES256"] as const).filter((alg) => keys.some((key) => key.alg === alg && key.ended === undefined));

function List({ keys }: { keys: readonly Key[] }) {
  const { say, date } = useLanguage();
  return (
    <div className="scroll">
      <table className="plain">
        <caption className="only-spoken">{say("서명 키", "Signing keys")}</caption>
        <thead>
          <tr>
            <th scope="col">{say("키", "Key")}</th>
            <th scope="col">{say("만든 때", "Made")}</th>
            <th scope="col">{say("상태", "State")}</th>
          </tr>
        </thead>
        <tbody>
          {keys.map((key) => (
            <tr key={key.id}>
              <th scope="row">
                <code title={key.method}>{key.method.split("#").at(-1)}</code> <span className="small quiet">{key.alg}</span>
              </th>
              <td>{date(key.made, { time: true })}</td>
              <td>
                <StateOf of={key} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function StateOf({ of: { ended, leaked } }: { of: Key }) {
  const { say, date } = useLanguage();
  if (leaked !== undefined) {
    const since = date(leaked, { time: true });
    return <span className="tag bad">{say(`새어 나감, ${since}부터`, `Leaked, since ${since}`)}</span>;
  }
  if (ended !== undefined)
    return <span className="tag">{say(`${date(ended, { time: true })}에 끝남`, `Ended ${date(ended, { time: true })}`)}</span>;
  return <span className="tag good">{say("쓰는 중", "In use")}</span>;
}

/** Law: what a key signed before its end, and a witnessed log took in, still holds; of a leaked one all that came after counts for nothing. */
function Rotate({ org, algs, onClose }: { org: string; algs: readonly Key["alg"][]; onClose(): void }) {
  const { say } = useLanguage();
  const rotate = useDo("rotateKey");
  const [alg, setAlg] = useState(algs[0] ?? "EdDSA");
  const [hasLeaked, setLeaked] = useState(false);
  const [since, setSince] = useState("");
  const at = since === "" ? undefined : new Date(since);
  const lacks =
    hasLeaked && (at === undefined || Number.isNaN(at.getTime()))
      ? say("언제부터 남의 손에 있었을지 적으십시오.", "Say since when others may have had it.")
      : undefined;
  const body = { alg, ...(hasLeaked && at !== undefined && { leaked: at.toISOString() }) };
  return (
    <Confirm
      title={say("서명 키를 바꿀까요?", "Replace the signing key?")}
      open
      action={say("키 바꾸기", "Replace the key")}
      busy={rotate.isPending}
      refused={rotate.error}
      lacks={lacks}
      onClose={onClose}
      onConfirm={() => rotate.mutate({ input: { org, body } }, { onSuccess: onClose })}
    >
      <p>
        {say(
          "지금 키는 끝나고 새 키가 만들어집니다. 이미 서명한 것은 로그에 남아 있으므로 그대로 유효합니다.",
          "The key in use ends and another is made. What it signed stands, for the log holds it from before.",
        )}
      </p>
      {algs.length > 1 && (
        <ChoiceField
          label={say("어느 키", "Which key")}
          value={alg}
          onChange={(event) => setAlg(event.target.value as Key["alg"])}
          options={algs.map((value) => ({ value, label: value }))}
        />
      )}
      <label className="row">
        <input type="checkbox" checked={hasLeaked} onChange={(event) => setLeaked(event.target.checked)} />
        {say("키가 남의 손에 들어갔을 수 있습니다", "Others may have got hold of it")}
      </label>
      {hasLeaked && (
        <>
          <TextField
            type="datetime-local"
            label={say("언제부터", "Since when")}
            help={say(
              "확실하지 않으면 이른 쪽으로. 예: 노트북을 잃어버린 날",
              "The earlier where in doubt; such as the day the laptop was lost",
            )}
            value={since}
            onChange={(event) => setSince(event.target.value)}
          />
          <p className="small">
            {say(
              "그때보다 먼저 증인이 본 로그에 오른 것만 남고, 나머지 서명은 모두 무효가 됩니다. 다시 봉인해야 합니다.",
              "Only what a witnessed log had taken in before then still holds; everything else must be sealed anew.",
            )}
          </p>
        </>
      )}
    </Confirm>
  );
}
