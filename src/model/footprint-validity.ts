// From when until when a footprint may be used.

/** An interval of instants (ISO 8601, UTC): the start belongs to it, the end does not. */
export type Interval = { start: string; end: string };

const MOST_YEARS = 3;

/** The instant three calendar years later in UTC; of 29 February the 28th. */
function latestEnd(referenceEnd: string): string {
  const from = new Date(Date.parse(referenceEnd));
  const to = new Date(from.getTime());
  to.setUTCFullYear(from.getUTCFullYear() + MOST_YEARS);
  if (to.getUTCMonth() !== from.getUTCMonth()) to.setUTCDate(0);
  return instant(to);
}

const instant = (date: Date): string => date.toISOString().replace(".000Z", "Z");

/** Law: without a stated period a footprint is valid from the end of its reference period for three calendar years (UTC). Source: PACT Methodology v3, section 3.2.3. */
export function defaultValidity(referenceEnd: string): Interval {
  return { start: instant(new Date(Date.parse(referenceEnd))), end: latestEnd(referenceEnd) };
}

/** Law: a stated period begins at the end of the reference period or later, and ends within three years of it. Source: PACT Methodology v3, section 3.2.3. */
export function validityFits({ start, end }: Interval, referenceEnd: string): boolean {
  const [first, last] = [Date.parse(start), Date.parse(end)];
  return first >= Date.parse(referenceEnd) && last <= Date.parse(latestEnd(referenceEnd)) && first < last;
}

/** Law: at an instant a footprint is valid from the start on and no longer at the end. Source: PACT Methodology v3, section 3.2.3. */
export function isValidAt({ start, end }: Interval, at: string): boolean {
  return Date.parse(start) <= Date.parse(at) && Date.parse(at) < Date.parse(end);
}

/** Law: a supplier's footprint is used only where it is valid within the customer's reference period; read as: for some of it. Source: PACT Methodology v3, section 3.2.3. */
export function validWithin(supplier: Interval, reference: Interval): boolean {
  return Date.parse(supplier.start) < Date.parse(reference.end) && Date.parse(reference.start) < Date.parse(supplier.end);
}
