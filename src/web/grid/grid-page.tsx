// The grids of a period: a group of tables by the address, one of them at a time.
import { NavLink, useParams, useSearchParams } from "react-router";
import type { TableName } from "../../model/grid/table.ts";
import { GROUPS, type Group, tableOf } from "../../model/grid/tables.ts";
import { useLanguage } from "../language.tsx";
import { LinkButton } from "../parts/button.tsx";
import { PageHead, Shown } from "../parts/states.tsx";
import { periodPath, usePlace } from "../place.ts";
import "./grid.css";
import { tableFor } from "./go-to.ts";
import { GridTableView } from "./grid-table.tsx";
import { useGridData } from "./use-grid-data.ts";

export function GridPage() {
  const { say, both } = useLanguage();
  const { org, period } = usePlace();
  const { grid = "" } = useParams();
  const [params] = useSearchParams();
  const group = GROUPS.find(({ name }) => name === grid);
  if (group === undefined) return <NoGroup />;
  const asked = params.get("table");
  const [first] = group.tables;
  const table = group.tables.find((name) => name === asked) ?? tableFor(group, params) ?? (first as TableName);
  return (
    <>
      <PageHead title={both(group.label)} lead={both(tableOf(table).lead)} />
      <nav className="grid-groups no-print" aria-label={say("자료의 종류", "Kinds of records")}>
        {GROUPS.map(({ name, label }) => (
          <NavLink key={name} to={periodPath(org, period, `records/${name}`)}>
            {both(label)}
          </NavLink>
        ))}
      </nav>
      {group.tables.length > 1 && <Tables group={group} now={table} />}
      {group.note !== undefined && <p className="card">{both(group.note)}</p>}
      <TableOf key={`${period}/${table}`} table={table} />
    </>
  );
}

function NoGroup() {
  const { say } = useLanguage();
  const { org, period } = usePlace();
  return (
    <>
      <PageHead
        title={say("이런 표는 없습니다", "There is no such table")}
        lead={say("주소가 바뀌었거나 잘못 적혔습니다.", "The address has changed, or was mistyped.")}
      />
      <LinkButton to={periodPath(org, period, "records/energy")}>{say("자료 입력으로", "To the records")}</LinkButton>
    </>
  );
}

function Tables({ group, now }: { group: Group; now: TableName }) {
  const { say, both } = useLanguage();
  const { org, period } = usePlace();
  return (
    <nav className="grid-tables no-print" aria-label={say("표", "Tables")}>
      {group.tables.map((name) => (
        <NavLink
          key={name}
          to={`${periodPath(org, period, `records/${group.name}`)}?table=${name}`}
          className={() => (name === now ? "active" : "")}
          aria-current={name === now ? "page" : undefined}
        >
          {both(tableOf(name).label)}
        </NavLink>
      ))}
    </nav>
  );
}

function TableOf({ table }: { table: TableName }) {
  const place = usePlace();
  const data = useGridData(place, table);
  return <Shown query={data}>{(value) => <GridTableView place={place} table={tableOf(table)} data={value} />}</Shown>;
}
