// The plants of a complex: those that have joined, and those that ask to; and the number by which they ask.
import { useAct, useDo } from "../call.ts";
import { useLanguage } from "../language.tsx";
import { Button } from "../parts/button.tsx";
import { RefusedNote } from "../parts/problems.tsx";
import { Shown } from "../parts/states.tsx";
import { usePlace } from "../place.ts";

export function Plants() {
  const { say, date } = useLanguage();
  const { org } = usePlace();
  const query = useAct("listPlants", { org, limit: 500 });
  const admit = useDo("admitPlant");
  const dismiss = useDo("dismissPlant");
  return (
    <section className="card stack" aria-labelledby="plants">
      <h2 id="plants">{say("사업장", "Plants")}</h2>
      <p>
        {say("가입할 사업장에 이 번호를 알려 주십시오:", "Tell this number to plants that want to join:")} <code>{org}</code>
      </p>
      <RefusedNote refused={admit.error ?? dismiss.error} />
      <Shown query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="quiet">{say("아직 가입을 청한 사업장이 없습니다.", "No plant has asked to join yet.")}</p>
          ) : (
            <ul className="stack">
              {items.map(({ id, name, since, admitted }) => (
                <li key={id} className="row spread">
                  <span>
                    {name} {!admitted && <span className="tag note">{say("가입을 청함", "Asks to join")}</span>}{" "}
                    <span className="small quiet">{date(since)}</span>
                  </span>
                  <span className="row">
                    {!admitted && (
                      <Button
                        slim
                        look="main"
                        busy={admit.isPending}
                        aria-label={say(`${name} 받아들이기`, `Admit ${name}`)}
                        onClick={() => admit.mutate({ input: { org, plant: id } })}
                      >
                        {say("받아들이기", "Admit")}
                      </Button>
                    )}
                    <Button
                      slim
                      look="danger"
                      busy={dismiss.isPending}
                      aria-label={say(`${name} 내보내기`, `Dismiss ${name}`)}
                      onClick={() => dismiss.mutate({ input: { org, plant: id } })}
                    >
                      {say("내보내기", "Dismiss")}
                    </Button>
                  </span>
                </li>
              ))}
            </ul>
          )
        }
      </Shown>
    </section>
  );
}
