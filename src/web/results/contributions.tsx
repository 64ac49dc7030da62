// What a good's figure is made of: its shares, grouped as the user likes, each opened down to the single source.
import type { AnalysedFigure, AnalysedGood } from "../../model/insight.ts";
import { word } from "../../model/words.ts";
import { useLanguage } from "../language.tsx";
import { Button } from "../parts/button.tsx";
import { ChoiceField } from "../parts/field.tsx";
import { barsSvg } from "./bars-svg.ts";
import { GROUPINGS, type Grouping } from "./choice.ts";
import { colour, ink } from "./colours.ts";
import { csvOf } from "./csv.ts";
import { ExportButtons } from "./export-buttons.tsx";
import { ShareTree } from "./share-tree.tsx";
import { shareName, treeOf } from "./shares.ts";
import { useResults } from "./source.tsx";
import { useNodeName } from "./use-node-name.ts";
import { GROUP_WORDS, groupingWord, RUNG_WORDS, rowColour } from "./words.ts";

type ContributionsProps = { goods: readonly AnalysedGood[]; good: AnalysedGood; figure: AnalysedFigure; processName(id: string): string };

export function Contributions({ goods, good, figure, processName }: ContributionsProps) {
  const { say, both, number } = useLanguage();
  const { choice } = useResults();
  const nameOf = useNodeName(choice.by);
  const nodes = treeOf(figure.shares, choice.by, { process: processName, share: (share) => shareName(share, both) });
  const what = say("무엇으로 이루어졌는가", "What it is made of");
  return (
    <section className="card stack" aria-labelledby="contributions">
      <div className="row spread">
        <h2 id="contributions">{what}</h2>
        <ExportButtons
          name={`${good.name}-${figure.measure}-${choice.by}`}
          what={what}
          svg={() =>
            barsSvg({
              title: `${good.name}: ${both(word(figure.measure))} (${figure.unit})`,
              bars: nodes.map((node) => ({
                label: nameOf(node),
                value: node.value,
                text: number(node.value),
                colour: colour(rowColour(node.shares)),
              })),
              ink: ink(),
            })
          }
          csv={() => sharesCsv({ figure, say, both, processName })}
        />
      </div>
      <Choices goods={goods} good={good} figure={figure} />
      {figure.shares.length === 0 ? (
        <p className="quiet">{say("이 값은 더 나눌 수 없습니다.", "This figure has no shares to take apart.")}</p>
      ) : (
        <ShareTree
          key={`${good.id} ${figure.measure} ${choice.by}`}
          nodes={nodes}
          figure={figure}
          label={`${good.name}: ${both(word(figure.measure))}`}
          processName={processName}
        />
      )}
    </section>
  );
}

function Choices({ goods, good, figure }: Omit<ContributionsProps, "processName">) {
  const { say, both } = useLanguage();
  const { choice } = useResults();
  return (
    <div className="results-choices no-print">
      {goods.length > 1 && (
        <ChoiceField
          label={say("제품", "Good")}
          value={good.id}
          onChange={(event) => choice.chooseGood(event.target.value)}
          options={goods.map(({ id, name, cn }) => ({ value: id, label: cn === "" ? name : `${name} (${cn})` }))}
        />
      )}
      <ChoiceField
        label={say("값", "Figure")}
        value={figure.measure}
        onChange={(event) => {
          const found = good.figures.find(({ measure }) => measure === event.target.value);
          if (found !== undefined) choice.chooseMeasure(found.measure);
        }}
        options={good.figures
          .filter(({ shares }) => shares.length > 0)
          .map(({ measure }) => ({ value: measure, label: both(word(measure)) }))}
      />
      <fieldset className="field results-grouping">
        <legend>{say("묶기", "Group by")}</legend>
        <div className="row">
          {GROUPINGS.map((by) => (
            <GroupingButton key={by} by={by} />
          ))}
        </div>
      </fieldset>
    </div>
  );
}

function GroupingButton({ by }: { by: Grouping }) {
  const { both } = useLanguage();
  const { choice } = useResults();
  return (
    <Button slim aria-pressed={choice.by === by} look={choice.by === by ? "main" : "plain"} onClick={() => choice.groupBy(by)}>
      {both(groupingWord(by))}
    </Button>
  );
}

type SharesCsv = {
  figure: AnalysedFigure;
  say(ko: string, en: string): string;
  both(text: { ko: string; en: string }): string;
  processName(id: string): string;
};

function sharesCsv({ figure, say, both, processName }: SharesCsv): string {
  const head = [
    say("이름", "Name"),
    say("무엇", "What"),
    say("종류", "Kind"),
    say("공정", "Process"),
    say("공급자", "Supplier"),
    say("자료 단계", "Rung"),
    figure.unit,
    say("비율", "Share"),
  ];
  return csvOf(
    head,
    figure.shares.map((share) => [
      shareName(share, both),
      both(share.what),
      both(GROUP_WORDS[share.group]),
      share.process === undefined ? "" : processName(share.process),
      share.supplier ?? "",
      both(RUNG_WORDS[share.rung]),
      share.value,
      figure.value === null || figure.value === 0 ? null : share.value / figure.value,
    ]),
  );
}
