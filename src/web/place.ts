// Where a page is: the organisation and period of its address.
import { useParams } from "react-router";
import type { Answer } from "../model/api.ts";
import { useMe } from "./session.tsx";

export type Membership = Answer<"whoAmI">["organisations"][number];

/** Ids of the address; an address without them is a bug of the page that asks. */
export function usePlace(): { org: string; period: string } {
  const { org = "", period = "" } = useParams();
  return { org, period };
}

/** The membership under which the person is at this place; undefined where they have none. */
export function useMembership(): Membership | undefined {
  const { org } = useParams();
  return useMe().organisations.find(({ id }) => id === org);
}

/** Where the pages of a period lie. */
export const periodPath = (org: string, period: string, rest = ""): string => `/o/${org}/p/${period}${rest === "" ? "" : `/${rest}`}`;
