// A row of a grid: texts by column.

/** `id`: "streams/gas", "processes/melt#electricity/0", or "new:..." for one that is not kept yet. A cell that is not there says nothing. */
export type Row = { readonly id: string; readonly cells: Readonly<Record<string, string>> };
