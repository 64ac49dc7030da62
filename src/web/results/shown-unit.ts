// A unit as people read it: a bare number has none.

/** "" for the unit of a share or of a factor without dimension. */
export const shownUnit = (unit: string): string => (unit === "1" ? "" : unit);
