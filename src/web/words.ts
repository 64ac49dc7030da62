// Words that pages have beside those of model/words.ts: roles and rights.
import type { BothLanguages } from "../base/problem.ts";

const ROLES: Readonly<Record<string, BothLanguages>> = {
  owner: { ko: "소유자", en: "Owner" },
  editor: { ko: "편집자", en: "Editor" },
  viewer: { ko: "열람자", en: "Viewer" },
  consultant: { ko: "컨설턴트", en: "Consultant" },
  verifier: { ko: "검증인", en: "Verifier" },
  complexOperator: { ko: "산업단지 운영자", en: "Operator of the complex" },
};

export const roleWord = (role: string): BothLanguages => ROLES[role] ?? { ko: role, en: role };
