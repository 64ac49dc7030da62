// Guest links: by which somebody outside reads this verification until a day; made, listed, revoked, the secret shown once.
import { type FormEvent, useState } from "react";
import type { Answer } from "../../model/api.ts";
import { useAct, useDo } from "../call.ts";
import { useLanguage } from "../language.tsx";
import { Button } from "../parts/button.tsx";
import { Confirm } from "../parts/confirm.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { TextField } from "../parts/field.tsx";
import { RefusedNote } from "../parts/problems.tsx";
import { Shown } from "../parts/states.tsx";
import { useWho } from "../results/use-who.ts";
import { OnceShown } from "../team/once-shown.tsx";
import { Why } from "./act-button.tsx";
import { useDesk, useMayDo } from "./desk.tsx";

type Link = Answer<"listGuestLinks">["items"][number];
const DAY = 86_400_000;
const MOST_DAYS = 90;
const dayIn = (days: number): string => new Date(Date.now() + days * DAY).toISOString().slice(0, 10);

export function GuestsPart() {
  const { say } = useLanguage();
  const { org, desk } = useDesk();
  const may = useMayDo("makeGuestLink");
  const query = useAct("listGuestLinks", { org, verification: desk.id });
  return (
    <section className="card stack" aria-labelledby="guests">
      <h2 id="guests">{say("열람 링크", "Guest links")}</h2>
      <p className="quiet">
        {say(
          "고객, 신고인, 감독기관이 계정 없이 이 검증과 산정서의 결과만 봅니다. 기록과 증빙의 내용은 보이지 않고, 정한 날까지만 열립니다.",
          "A customer, declarant or authority reads this verification and the statement's results without an account, until a day; no document is opened to them.",
        )}
      </p>
      {may ? <Make /> : <Why act="makeGuestLink" />}
      <Shown query={query}>
        {({ items }) =>
          items.length === 0 ? <p className="quiet">{say("링크가 없습니다.", "There is no link.")}</p> : <List items={items} may={may} />
        }
      </Shown>
    </section>
  );
}

/** The secret stands behind the #, which no server is told. */
const addressOf = (org: string, link: string, secret: string): string => `${location.origin}/guest#${org}.${link}.${secret}`;

function Make() {
  const { say } = useLanguage();
  const { org, desk } = useDesk();
  const make = useDo("makeGuestLink");
  const [address, setAddress] = useState("");
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const day = String(new FormData(event.currentTarget).get("until") ?? "");
    // To the end of that day, where whoever makes it is.
    const until = new Date(Math.min(new Date(`${day}T23:59:59`).getTime(), Date.now() + MOST_DAYS * DAY - 60_000)).toISOString();
    make.mutate(
      { input: { org, verification: desk.id, body: { until } } },
      { onSuccess: ({ id, secret }) => setAddress(addressOf(org, id, secret)) },
    );
  };
  return (
    <form className="stack" onSubmit={submit}>
      <div className="row verify-make">
        <TextField
          type="date"
          name="until"
          label={say("언제까지", "Until")}
          help={say(`그날 끝까지, 길어야 ${MOST_DAYS}일`, `To the end of that day, ${MOST_DAYS} days at most`)}
          required
          min={dayIn(0)}
          max={dayIn(MOST_DAYS)}
          defaultValue={dayIn(14)}
        />
        <Button look="main" submit busy={make.isPending}>
          {say("링크 만들기", "Make a link")}
        </Button>
      </div>
      <RefusedNote refused={make.error} />
      {address !== "" && (
        <Dialog title={say("열람 링크", "Guest link")} open onClose={() => setAddress("")}>
          <OnceShown label={say("링크", "Link")} secret={address} />
          <p>
            {say(
              "이 링크를 가진 사람은 누구나 볼 수 있습니다. 받을 사람에게만 보내십시오.",
              "Whoever has it can read: send it to whom it is for alone.",
            )}
          </p>
          <div>
            <Button look="main" onClick={() => setAddress("")}>
              {say("적어 두었습니다", "I have kept it")}
            </Button>
          </div>
        </Dialog>
      )}
    </form>
  );
}

const TAG = { open: "good", expired: "", revoked: "bad" } as const;

function List({ items, may }: { items: readonly Link[]; may: boolean }) {
  const { say, date } = useLanguage();
  const { org, desk } = useDesk();
  const who = useWho(org);
  const revoke = useDo("revokeGuestLink");
  const [asked, setAsked] = useState<Link>();
  const words = { open: say("열려 있음", "Open"), expired: say("기한 지남", "Expired"), revoked: say("취소됨", "Revoked") };
  return (
    <div className="scroll">
      <table className="plain">
        <caption className="only-spoken">{say("열람 링크", "Guest links")}</caption>
        <thead>
          <tr>
            <th scope="col">{say("만든 때", "Made")}</th>
            <th scope="col">{say("언제까지", "Until")}</th>
            <th scope="col">{say("상태", "State")}</th>
            <th scope="col">{say("마지막으로 봄", "Last read")}</th>
            <th scope="col">{say("하기", "Do")}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((one) => (
            <tr key={one.id}>
              <th scope="row">
                {date(one.made, { time: true })} <span className="small quiet">{who(one.by)}</span>
              </th>
              <td>{date(one.until, { time: true })}</td>
              <td>
                <span className={`tag ${TAG[one.state]}`}>{words[one.state]}</span>
              </td>
              <td>{one.lastUsed === undefined ? <span className="quiet">–</span> : date(one.lastUsed, { time: true })}</td>
              <td>
                {may && one.state === "open" && (
                  <Button slim look="danger" onClick={() => setAsked(one)}>
                    {say("취소", "Revoke")}
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Confirm
        title={say("이 링크를 취소할까요?", "Revoke this link?")}
        open={asked !== undefined}
        action={say("취소", "Revoke")}
        busy={revoke.isPending}
        refused={revoke.error}
        onClose={() => setAsked(undefined)}
        onConfirm={() =>
          asked && revoke.mutate({ input: { org, verification: desk.id, link: asked.id } }, { onSuccess: () => setAsked(undefined) })
        }
      >
        <p>
          {say(
            "링크를 가진 사람은 곧바로 볼 수 없게 됩니다. 되돌릴 수 없습니다.",
            "Whoever has it can read nothing more, at once and for good.",
          )}
        </p>
      </Confirm>
    </div>
  );
}
