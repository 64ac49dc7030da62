// What the person may do where they are: the server's own pure function, asked for what to offer.
import { type Need, refusalOf } from "../model/access.ts";
import { useMembership } from "./place.ts";
import { useMe } from "./session.tsx";

/** True for what the server would let this person do in the organisation of the address. */
export function useMay(): (need: Need) => boolean {
  const { person } = useMe();
  const role = useMembership()?.role;
  return (need) => refusalOf({ kind: "person", person, ...(role !== undefined && { role }) }, need) === undefined;
}
