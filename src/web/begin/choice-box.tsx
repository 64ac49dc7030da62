// A field with a list to choose from that narrows while one types: by keyboard, by touch, and read aloud.
import { type ReactNode, useId } from "react";
import { Button, ComboBox, Input, Label, ListBox, ListBoxItem, Popover, Text } from "react-aria-components";
import { useLanguage } from "../language.tsx";

export type Choice = { id: string; text: string; content?: ReactNode };

type Props = {
  label: string;
  help: string;
  fault?: string | undefined;
  /** The list, narrowed to what is typed. */
  choices: readonly Choice[];
  /** What was chosen, and how it stands in the box. */
  chosen: string;
  own: string;
  /** What is being typed; undefined where nothing is, and `own` stands in the box. */
  typed: string | undefined;
  onType(text: string | undefined): void;
  onChoose(id: string): void;
  /** Said under the list, such as how many more there are. */
  more?: string | undefined;
};

export function ChoiceBox({ label, help, fault, choices, chosen, own, typed, onType, onChoose, more }: Props) {
  const { say } = useLanguage();
  const faultId = useId();
  return (
    <ComboBox
      className="field choice-box"
      items={choices}
      inputValue={typed ?? own}
      onInputChange={(text) => onType(text === own ? undefined : text)}
      selectedKey={chosen === "" ? null : chosen}
      onSelectionChange={(key) => {
        if (key === null) return;
        onType(undefined);
        onChoose(String(key));
      }}
      onBlur={() => onType(undefined)}
      menuTrigger="focus"
      allowsCustomValue
      allowsEmptyCollection
      defaultFilter={() => true}
    >
      <Label className="label">{label}</Label>
      <Text slot="description" className="help">
        {help}
      </Text>
      <div className="choice-box-line">
        <Input
          onFocus={(event) => event.target.select()}
          aria-invalid={fault !== undefined || undefined}
          aria-errormessage={fault === undefined ? undefined : faultId}
        />
        <Button className="button plain slim" aria-label={say("목록 열기", "Open the list")}>
          ▾
        </Button>
      </div>
      {fault !== undefined && (
        <p className="fault" id={faultId}>
          {fault}
        </p>
      )}
      <Popover className="choice-box-list" offset={4}>
        <ListBox renderEmptyState={() => <p className="quiet choice-box-more">{say("맞는 것이 없습니다.", "Nothing fits.")}</p>}>
          {(item: Choice) => (
            <ListBoxItem id={item.id} textValue={item.text} className="choice-box-item">
              {item.content ?? item.text}
            </ListBoxItem>
          )}
        </ListBox>
        {more !== undefined && <p className="quiet small choice-box-more">{more}</p>}
      </Popover>
    </ComboBox>
  );
}
