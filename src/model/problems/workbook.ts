// Problems of reading a workbook: of its bytes, of its version, and of what stands in its cells.
import { type ProblemSpec, problemsOf } from "../../base/problem.ts";

export const WORKBOOK_PROBLEMS = {
  NOT_A_WORKBOOK: {
    severity: "error",
    text: { ko: "엑셀 통합 문서(.xlsx)가 아닙니다: {why}.", en: "This is not an Excel workbook (.xlsx): {why}." },
    todo: { ko: "파일을 엑셀에서 열어 .xlsx 형식으로 다시 저장하십시오.", en: "Open the file in Excel and save it as .xlsx." },
  },
  WORKBOOK_TRUNCATED: {
    severity: "error",
    text: { ko: "파일이 끝까지 전송되지 않았습니다: {why}.", en: "The file is cut off: {why}." },
    todo: { ko: "파일을 다시 내려받거나 보낸 사람에게 다시 요청하십시오.", en: "Download the file again, or ask the sender for it again." },
  },
  WORKBOOK_DAMAGED: {
    severity: "error",
    text: { ko: "파일이 손상되었습니다({part}): {why}.", en: "The file is damaged ({part}): {why}." },
    todo: {
      ko: "엑셀에서 열어 복구한 뒤 저장하거나, 원본을 다시 구하십시오.",
      en: "Open it in Excel, let it repair the file and save, or obtain the original again.",
    },
  },
  WORKBOOK_ENCRYPTED: {
    severity: "error",
    text: {
      ko: "암호로 보호되었거나 옛 형식(.xls)인 파일이라 읽을 수 없습니다.",
      en: "The file is encrypted with a password, or in the old .xls format, and cannot be read.",
    },
    todo: {
      ko: "엑셀에서 열어 암호를 해제하고(파일 > 정보 > 통합 문서 보호) .xlsx로 저장하십시오. 시트 보호는 그대로 두어도 됩니다.",
      en: "Open it in Excel, remove the password (File > Info > Protect Workbook) and save as .xlsx. Protected sheets may stay so.",
    },
  },
  WORKBOOK_TOO_LARGE: {
    severity: "error",
    text: {
      ko: "풀었을 때 너무 큰 파일입니다: {why}. 압축 폭탄일 수 있습니다.",
      en: "The file is too large when unpacked: {why}. It may be a zip bomb.",
    },
    todo: {
      ko: "파일의 출처를 확인하고, 불필요한 시트와 그림을 지운 뒤 다시 저장하십시오.",
      en: "Check where the file comes from; remove needless sheets and pictures and save it again.",
    },
  },
  XML_ENTITIES: {
    severity: "error",
    text: {
      ko: "파일의 {part}에 DTD 또는 엔터티 선언이 있어 안전을 위해 읽지 않습니다.",
      en: "Part {part} of the file declares a DTD or entities; for safety it is not read.",
    },
    todo: {
      ko: "파일의 출처를 확인하고 엑셀에서 다시 저장하십시오.",
      en: "Check where the file comes from, and save it again from Excel.",
    },
  },
  XML_BROKEN: {
    severity: "error",
    text: { ko: "파일의 {part}에 있는 XML을 읽을 수 없습니다: {why}.", en: "The XML of part {part} cannot be read: {why}." },
    todo: { ko: "엑셀에서 열어 복구한 뒤 다시 저장하십시오.", en: "Open the file in Excel, let it repair the file, and save it again." },
  },
  WORKBOOK_NOT_CBAM: {
    severity: "error",
    text: {
      ko: "유럽 집행위원회의 CBAM 통보 서식이 아닙니다: {why}.",
      en: "This is not the Commission's CBAM communication template: {why}.",
    },
    todo: {
      ko: "집행위원회의 서식(V2.1 또는 V2.1.1)에 데이터를 입력하거나, 사례 파일(JSON)을 쓰십시오.",
      en: "Enter the data in the Commission's template (V2.1 or V2.1.1), or use a case file (JSON).",
    },
  },
  WORKBOOK_VERSION: {
    severity: "error",
    text: {
      ko: "알 수 없는 서식 버전입니다({version}): {why}. 읽을 수 있는 버전: {known}.",
      en: "Unknown version of the template ({version}): {why}. Readable versions: {known}.",
    },
    todo: { ko: "최신 서식(V2.1.1)으로 데이터를 옮기십시오.", en: "Move the data to the current template (V2.1.1)." },
  },
  INPUT_ERROR_VALUE: {
    severity: "error",
    text: { ko: "입력 셀에 오류 값 {value}이(가) 있습니다.", en: "The input cell holds the error value {value}." },
    todo: { ko: "셀에 올바른 값을 입력하거나 수식을 고치십시오.", en: "Enter the right value, or mend the formula in the cell." },
  },
  TEMPLATE_ERROR_VALUES: {
    severity: "note",
    text: {
      ko: "서식 자체의 수식 셀 {count}개에 오류 값이 있습니다({cells}). 입력에는 영향이 없습니다.",
      en: "Formula cells of the template itself that show error values: {count} ({cells}). The inputs are not affected.",
    },
    todo: { ko: "조치할 것이 없습니다.", en: "Nothing needs to be done." },
  },
  NUMBER_EXPECTED: {
    severity: "error",
    text: { ko: "숫자가 있어야 할 셀에 “{value}”이(가) 있습니다.", en: "A number is expected in the cell, but it holds “{value}”." },
    todo: {
      ko: "단위나 글자 없이 숫자만 입력하십시오(텍스트 서식이면 숫자 서식으로 바꾸십시오).",
      en: "Enter the number alone, without unit or text (if the cell is formatted as text, change that).",
    },
  },
  BOOLEAN_EXPECTED: {
    severity: "error",
    text: {
      ko: "TRUE 또는 FALSE가 있어야 할 셀에 “{value}”이(가) 있습니다.",
      en: "TRUE or FALSE is expected in the cell, but it holds “{value}”.",
    },
    todo: { ko: "목록에서 TRUE 또는 FALSE를 고르십시오.", en: "Choose TRUE or FALSE from the list." },
  },
  DATE_EXPECTED: {
    severity: "error",
    text: { ko: "날짜가 있어야 할 셀에 “{value}”이(가) 있습니다.", en: "A date is expected in the cell, but it holds “{value}”." },
    todo: { ko: "보고 기간의 시작일과 종료일을 날짜로 입력하십시오.", en: "Enter start and end of the reporting period as dates." },
  },
  DATE_MISSING: {
    severity: "error",
    text: { ko: "보고 기간의 날짜가 비어 있습니다.", en: "A date of the reporting period is blank." },
    todo: {
      ko: "A_InstData 시트의 I9와 L9에 시작일과 종료일을 입력하십시오.",
      en: "Enter start and end in cells I9 and L9 of sheet A_InstData.",
    },
    clause: "IR (EU) 2025/2547 Annex IV 1.1",
  },
  TEXT_TOO_LONG: {
    severity: "error",
    text: {
      ko: "셀의 글자 수가 {length}자로, 허용 {max}자를 넘습니다.",
      en: "The text in the cell has {length} characters; {max} are allowed.",
    },
    todo: { ko: "내용을 줄이십시오.", en: "Shorten the text." },
  },
  VOCABULARY_UNKNOWN: {
    severity: "error",
    text: {
      ko: "“{value}”은(는) 이 셀의 선택 항목이 아닙니다. 허용: {allowed}.",
      en: "“{value}” is not a choice of this cell. Allowed: {allowed}.",
    },
    todo: { ko: "셀의 목록에서 항목을 고르십시오.", en: "Choose an item from the cell's list." },
  },
  TECHNOLOGY_UNKNOWN: {
    severity: "warning",
    text: {
      ko: "전해조 기술 “{value}”을(를) 알아볼 수 없어 비워 둡니다. 알려진 기술: {allowed}.",
      en: "The anode technology “{value}” is not recognised and is left out. Known: {allowed}.",
    },
    todo: { ko: "CWPB와 같은 약어를 쓰십시오.", en: "Write its abbreviation, such as CWPB." },
  },
  UNIT_CELL_BLANK: {
    severity: "warning",
    text: {
      ko: "단위 셀이 비어 있어 {cell}의 값을 읽지 않습니다. 단위는 짐작하지 않습니다.",
      en: "The unit cell is blank, so the value in {cell} is left out: a unit is never guessed.",
    },
    todo: { ko: "이 셀에서 단위를 고르십시오: {allowed}.", en: "Choose the unit in this cell: {allowed}." },
  },
  FORMULA_FROM_CACHE: {
    severity: "warning",
    text: {
      ko: "입력 셀의 수식을 따라 계산할 수 없어({why}) 저장된 값 {value}을(를) 씁니다: ={formula}",
      en: "The formula in the input cell cannot be followed ({why}); its stored value {value} is used: ={formula}",
    },
    todo: {
      ko: "값을 직접 입력하거나, 다른 입력 셀과 계산 결과만 참조하는 간단한 수식으로 바꾸십시오.",
      en: "Type the value, or use a plain formula that refers to inputs and results only.",
    },
  },
  FORMULA_BROKEN: {
    severity: "error",
    text: {
      ko: "입력 셀의 수식에 오류({error})가 들어 있어 저장된 값을 쓸 수 없습니다: ={formula}",
      en: "The formula in the input cell holds the error {error}, so that its stored value means nothing: ={formula}",
    },
    todo: {
      ko: "지워진 셀이나 시트를 가리키는 부분을 고치거나, 값을 직접 입력하십시오.",
      en: "Mend the part that refers to a deleted cell or sheet, or type the value.",
    },
  },
  FORMULA_CIRCULAR: {
    severity: "error",
    text: {
      ko: "입력 셀의 수식이 다른 셀을 거쳐 자기 자신에 달려 있습니다(순환 참조): ={formula}",
      en: "The formula in the input cell depends, through other cells, on the cell itself (a circular reference): ={formula}",
    },
    todo: {
      ko: "이 셀에서 계산되는 결과를 참조하지 않도록 고치거나, 값을 직접 입력하십시오.",
      en: "Refer to no result that is computed from this cell, or type the value.",
    },
  },
  FORMULA_UNCALCULATED: {
    severity: "error",
    text: { ko: "입력 셀의 수식에 저장된 값이 없습니다: ={formula}", en: "The formula in the input cell has no stored value: ={formula}" },
    todo: {
      ko: "엑셀이나 LibreOffice에서 열어 다시 계산한 뒤 저장하십시오.",
      en: "Open the file in Excel or LibreOffice so that it is calculated, and save it.",
    },
  },
  NO_PROCESSES: {
    severity: "error",
    text: { ko: "생산 공정이 하나도 입력되지 않았습니다.", en: "No production process is entered." },
    todo: { ko: "A_InstData 시트의 83~92행에 공정을 입력하십시오.", en: "Enter the processes in rows 83 to 92 of sheet A_InstData." },
  },
  INSTALLATION_UNNAMED: {
    severity: "error",
    text: { ko: "사업장 이름이 비어 있습니다.", en: "The installation has no name." },
    todo: { ko: "A_InstData 시트의 I19 또는 I20에 이름을 입력하십시오.", en: "Enter the name in cell I19 or I20 of sheet A_InstData." },
    clause: "IR (EU) 2025/2547 Annex IV 1.1",
  },
  NAME_BLANK: {
    severity: "warning",
    text: { ko: "이름이 비어 있어 “{name}”(으)로 부릅니다.", en: "The name is blank; “{name}” is used instead." },
    todo: { ko: "이 셀에 이름을 입력하십시오.", en: "Enter a name in this cell." },
  },
  INPUT_IGNORED: {
    severity: "warning",
    text: {
      ko: "{key} 셀이 비어 있어 이 행 또는 구역의 입력을 쓰지 않습니다. 서식도 이를 쓰지 않습니다.",
      en: "Because cell {key} is blank, the entries of this row or block are not used; the template does not use them either.",
    },
    todo: { ko: "{key}을(를) 채우거나 이 입력을 지우십시오.", en: "Fill in {key}, or clear these entries." },
  },
  AMOUNT_WITHOUT_TARGET: {
    severity: "error",
    text: {
      ko: "없는 공정({target})에 양 {value}이(가) 배정되었습니다.",
      en: "The amount {value} is given to a process that does not exist ({target}).",
    },
    todo: { ko: "공정을 A_InstData에 입력하거나 이 양을 지우십시오.", en: "Enter the process in A_InstData, or clear the amount." },
  },
  TRANSFER_NAME_STALE: {
    severity: "warning",
    text: {
      ko: "이 행에 저장된 이름은 “{stored}”이지만 서식의 순서로는 “{name}”입니다. 순서를 따릅니다.",
      en: "The stored name of this row is “{stored}”, but by the template's order it is “{name}”; the order is followed.",
    },
    todo: { ko: "엑셀에서 다시 계산하여 저장한 뒤 양을 확인하십시오.", en: "Recalculate and save in Excel, then check the amount." },
  },
  NAME_COLLISION: {
    severity: "warning",
    text: {
      ko: "이름 “{name}”이(가) 서식의 이름 기반 합산(SUMIF)에서 잘못 합쳐질 수 있습니다: {why}. 여기서는 위치로 구분하여 계산합니다.",
      en: "The name “{name}” can be joined wrongly in the template's sums by name (SUMIF): {why}. Here things are told apart by position.",
    },
    todo: { ko: "서로 다르고 *, ?, ~, _가 없는 이름으로 바꾸십시오.", en: "Use distinct names without *, ?, ~ and _." },
  },
  PRODUCT_PROCESS_UNKNOWN: {
    severity: "error",
    text: { ko: "제품의 공정 “{name}”이(가) 공정 목록에 없습니다.", en: "The product's process “{name}” is not among the processes." },
    todo: { ko: "목록에서 공정을 고르십시오: {allowed}.", en: "Choose the process from the list: {allowed}." },
  },
  PRODUCT_PROCESS_AMBIGUOUS: {
    severity: "error",
    text: {
      ko: "제품의 공정 “{name}”이(가) 둘 이상의 공정과 일치합니다: {matches}.",
      en: "The product's process “{name}” matches more than one process: {matches}.",
    },
    todo: { ko: "공정 이름을 서로 다르게 하십시오.", en: "Give the processes distinct names." },
  },
  CN_BLANK: {
    severity: "error",
    text: { ko: "제품의 CN 코드가 비어 있습니다.", en: "The product has no CN code." },
    todo: { ko: "8자리 CN 코드를 입력하십시오.", en: "Enter the 8-digit CN code." },
  },
  COORDINATES_UNREADABLE: {
    severity: "warning",
    text: { ko: "좌표 “{value}”을(를) 읽을 수 없어 비워 둡니다.", en: "The coordinate “{value}” cannot be read and is left out." },
    todo: { ko: "십진 도로 입력하십시오(예: 37.4563).", en: "Enter decimal degrees, such as 37.4563." },
  },
  PFC_EFFICIENCY_PERCENT: {
    severity: "note",
    text: {
      ko: "전류 효율 {value}을(를) 비율({percent} %)로 읽습니다. 법의 식 (24)는 퍼센트 값으로 나누지만 서식은 적힌 수로 나누므로, 서식 자체의 CF4 결과는 100배 큽니다.",
      en: "The current efficiency {value} is read as a fraction ({percent} %). Equation (24) divides by per cent points; the template divides by the number as typed, so that its own CF4 is a hundred times too large.",
    },
    todo: {
      ko: "서식의 결과도 맞추려면 퍼센트 값 {percent}을(를) 입력하십시오. 여기서의 계산은 달라지지 않습니다.",
      en: "Enter {percent}, in per cent points, so that the template's own result is right too; the calculation here stays the same.",
    },
    clause: "IR (EU) 2025/2547 Annex II eq. 24",
  },
  GREYED_BUT_COUNTED: {
    severity: "note",
    text: {
      ko: "{switch}에서 해당 없음으로 표시했지만 아래에 양 {value}이(가) 있어 계산에 들어갑니다.",
      en: "{switch} says not applicable, but the amount {value} below counts in the calculation.",
    },
    todo: { ko: "양을 지우거나 표시를 TRUE로 바꾸십시오.", en: "Clear the amount, or set the switch to TRUE." },
  },
  ELECTRICITY_GOOD_UNSUPPORTED: {
    severity: "error",
    text: {
      ko: "전기(EU 수출)를 재화로 하는 공정은 아직 읽을 수 없습니다: 생산량이 MWh입니다.",
      en: "A process whose good is electricity (export to the EU) cannot be read yet: its production is in MWh.",
    },
    todo: { ko: "전기 공정을 이 파일에서 빼고 따로 계산하십시오.", en: "Leave the electricity process out of this file." },
  },
  TEMPLATE_ALTERED: {
    severity: "error",
    text: {
      ko: "서식이 집행위원회가 공표한 것과 다릅니다(시트 {sheet}): {why}.",
      en: "The template is not as the Commission published it (sheet {sheet}): {why}.",
    },
    todo: {
      ko: "집행위원회 누리집에서 빈 서식(V2.1 또는 V2.1.1)을 새로 내려받으십시오.",
      en: "Download a blank template (V2.1 or V2.1.1) anew from the Commission's website.",
    },
  },
  TEMPLATE_PROTECTION: {
    severity: "error",
    text: {
      ko: "시트 {sheet}의 보호가 공표된 서식과 다릅니다: {why}.",
      en: "Sheet {sheet} is protected otherwise than in the published template: {why}.",
    },
    todo: {
      ko: "집행위원회 누리집에서 빈 서식을 새로 내려받거나, 엑셀에서 암호 없이 시트를 보호하십시오.",
      en: "Download a blank template anew, or protect the sheet in Excel without a password.",
    },
  },
  TEMPLATE_FILLED: {
    severity: "warning",
    text: {
      ko: "서식이 비어 있지 않습니다: 입력 셀 {count}개({cells})의 내용을 지우고 새로 채웠습니다.",
      en: "The template was not blank: {count} input cells ({cells}) were emptied before it was filled.",
    },
    todo: { ko: "지워진 내용이 필요하면 원본 파일에서 확인하십시오.", en: "If you need what was there, look it up in the original file." },
  },
  TEMPLATE_TOO_SMALL: {
    severity: "error",
    text: {
      ko: "{what}: {count}개인데 서식에는 {max}개까지 들어갑니다. 들어가지 않는 것: {rest}.",
      en: "{what}: there are {count}, and the template holds {max}. What does not fit: {rest}.",
    },
    todo: {
      ko: "여러 파일로 나누거나, 경계 안에서 합칠 수 있는 것을 합치거나, 다른 형식의 보고서를 쓰십시오.",
      en: "Split the plant over several files, join what may be joined within the boundaries, or use another form of report.",
    },
  },
  TEMPLATE_CANNOT_SAY: {
    severity: "warning",
    text: {
      ko: "서식에는 {what}을(를) 적을 곳이 없습니다({which}): {instead}.",
      en: "The template has no place for {what} ({which}): {instead}.",
    },
    todo: {
      ko: "받는 쪽에 사례 파일이나 보고서를 함께 보내십시오.",
      en: "Send the case file or a report along with it.",
    },
  },
  TEMPLATE_NEEDS_RESULT: {
    severity: "error",
    text: {
      ko: "공정 {subject}의 직접 귀속 배출은 계산 결과에서 옮겨 적는데, 그 값이 없습니다.",
      en: "The directly attributable emissions of process {subject} are copied from the calculation, which has no value for them.",
    },
    todo: { ko: "먼저 계산하여 빠진 입력을 채우십시오.", en: "Calculate first, and fill in what is missing." },
  },
  NAME_UNFIT: {
    severity: "error",
    text: {
      ko: "이름 “{name}”을(를) 서식에 쓸 수 없습니다. 서식은 이름으로 합산합니다: {why}",
      en: "The name “{name}” cannot stand in the template, which adds by name: {why}",
    },
    todo: {
      ko: "짧고 서로 다르며 *, ?, ~, _가 없는 이름으로 바꾸십시오.",
      en: "Use short, distinct names without *, ?, ~ and _.",
    },
  },
} as const satisfies Record<string, ProblemSpec>;

/** A Problem of reading a workbook, by its code. */
export const workbookProblem = problemsOf(WORKBOOK_PROBLEMS);
