// Problems of a request itself: who asks, what is asked, how often.
import { problemsOf } from "../../base/problem.ts";

export const REQUEST_PROBLEMS = {
  SIGN_IN_NEEDED: {
    severity: "error",
    text: { ko: "로그인이 필요합니다.", en: "You are not signed in." },
    todo: {
      ko: "다시 로그인하십시오. 프로그램에서는 유효한 토큰을 보내십시오.",
      en: "Sign in again; a program sends a token that is valid.",
    },
  },
  PERSON_NEEDED: {
    severity: "error",
    text: { ko: "이 일은 API 토큰으로 할 수 없습니다.", en: "An API token cannot do this." },
    todo: { ko: "사람으로 로그인하여 하십시오.", en: "Sign in as a person." },
  },
  ORGANISATION_UNKNOWN: {
    severity: "error",
    text: { ko: "그런 조직이 없거나 구성원이 아닙니다.", en: "There is no such organisation, or you are no member of it." },
    todo: { ko: "주소를 확인하거나 그 조직의 초대를 받으십시오.", en: "Check the address, or ask that organisation for an invitation." },
  },
  NOT_ALLOWED: {
    severity: "error",
    text: { ko: "역할 '{role}'(으)로는 이 일을 할 수 없습니다.", en: "The role '{role}' does not allow this." },
    todo: { ko: "조직의 소유자에게 역할을 바꾸어 달라고 하십시오.", en: "Ask an owner of the organisation for another role." },
  },
  SCOPE_MISSING: {
    severity: "error",
    text: { ko: "이 토큰에는 '{scope}' 범위가 없습니다.", en: "This token lacks the scope '{scope}'." },
    todo: { ko: "그 범위가 있는 토큰을 만드십시오.", en: "Make a token that has it." },
  },
  ROUTE_UNKNOWN: {
    severity: "error",
    text: { ko: "{method} {path}(이)라는 주소는 없습니다.", en: "There is nothing at {method} {path}." },
    todo: { ko: "/openapi.json 또는 /docs에서 주소를 확인하십시오.", en: "See /openapi.json or /docs for what there is." },
  },
  INPUT_INVALID: {
    severity: "error",
    text: { ko: "요청의 '{field}'이(가) 맞지 않습니다: {what}", en: "'{field}' of the request does not fit: {what}" },
    todo: { ko: "/docs에서 이 요청의 형식을 확인하십시오.", en: "See /docs for the form of this request." },
  },
  BODY_UNREADABLE: {
    severity: "error",
    text: { ko: "요청 본문을 읽을 수 없습니다: {what}", en: "The body of the request cannot be read: {what}" },
    todo: { ko: "UTF-8 JSON을 보내십시오.", en: "Send JSON in UTF-8." },
  },
  BODY_TOO_LARGE: {
    severity: "error",
    text: { ko: "요청 본문이 한도 {limit}을(를) 넘습니다.", en: "The body of the request is larger than {limit}." },
    todo: { ko: "나누어 보내십시오.", en: "Send it in parts." },
  },
  MEDIA_TYPE_UNKNOWN: {
    severity: "error",
    text: { ko: "'{type}' 형식은 여기서 받지 않습니다.", en: "The media type '{type}' is not taken here." },
    todo: { ko: "{wanted}(으)로 보내십시오.", en: "Send {wanted}." },
  },
  RATE_LIMITED: {
    severity: "error",
    text: { ko: "요청이 너무 잦습니다. {seconds}초 뒤에 다시 하십시오.", en: "Too many requests; try again in {seconds} s." },
    todo: { ko: "Retry-After 머리글만큼 기다리십시오.", en: "Wait as long as the header Retry-After says." },
  },
  IDEMPOTENCY_REUSED: {
    severity: "error",
    text: {
      ko: "이 Idempotency-Key는 다른 요청에 이미 쓰였습니다.",
      en: "This Idempotency-Key was used for another request.",
    },
    todo: { ko: "새 키를 쓰십시오.", en: "Use a new key." },
  },
  VERSION_HEADER_NEEDED: {
    severity: "error",
    text: {
      ko: "고치는 요청에는 본 판을 알리는 If-Match 머리글이 필요합니다.",
      en: "A change must say in If-Match which version it was made on.",
    },
    todo: { ko: '읽을 때 받은 ETag를 If-Match: "판" 으로 보내십시오.', en: 'Send the ETag that you read as If-Match: "version".' },
  },
  INTERNAL_FAULT: {
    severity: "error",
    text: {
      ko: "프로그램의 잘못으로 요청을 처리하지 못했습니다(요청 {request}). 아무것도 저장되지 않았습니다.",
      en: "A fault of the program stopped the request ({request}). Nothing was written.",
    },
    todo: { ko: "요청 번호와 함께 관리자에게 알려 주십시오.", en: "Tell the administrator, with the number of the request." },
  },
  LAST_OWNER: {
    severity: "error",
    text: { ko: "마지막 소유자는 나가거나 역할을 내려놓을 수 없습니다.", en: "The last owner can neither leave nor take another role." },
    todo: { ko: "먼저 다른 사람을 소유자로 정하십시오.", en: "Make somebody else an owner first." },
  },
  MEMBER_UNKNOWN: {
    severity: "error",
    text: { ko: "그런 구성원이 없습니다.", en: "There is no such member." },
    todo: { ko: "구성원 목록을 확인하십시오.", en: "See the list of members." },
  },
  INVITATION_INVALID: {
    severity: "error",
    text: {
      ko: "초대가 맞지 않거나 이미 쓰였거나 기한이 지났습니다.",
      en: "The invitation does not fit, was used already, or has expired.",
    },
    todo: {
      ko: "초대받은 주소로 로그인했는지 확인하고, 새 초대를 부탁하십시오.",
      en: "Sign in with the address that was invited, or ask for a new one.",
    },
  },
  ROLE_UNFIT: {
    severity: "error",
    text: { ko: "이 종류의 조직에는 '{role}' 역할이 없습니다.", en: "An organisation of this kind has no role '{role}'." },
    todo: {
      ko: "complexOperator는 산업단지(complex) 조직에만 있습니다.",
      en: "complexOperator is for organisations of the kind complex alone.",
    },
  },
  PLANT_NEEDED: {
    severity: "error",
    text: { ko: "산업단지에는 사업장(plant) 조직만 가입합니다.", en: "Only an organisation of the kind plant joins a complex." },
    todo: { ko: "제조업체의 조직에서 가입하십시오.", en: "Join with the manufacturer's own organisation." },
  },
  NAME_DIFFERS: {
    severity: "error",
    text: { ko: "확인을 위해 적은 '{given}'이(가) 맞지 않습니다.", en: "'{given}', given as confirmation, does not fit." },
    todo: { ko: "이름이나 전자우편을 그대로 적으십시오.", en: "Repeat the name or e-mail exactly." },
  },
  STILL_OWNER: {
    severity: "error",
    text: { ko: "아직 조직 {names}의 유일한 소유자입니다.", en: "You are still the only owner of: {names}." },
    todo: { ko: "그 조직을 지우거나 다른 소유자를 정하십시오.", en: "Remove those organisations, or make somebody else an owner." },
  },
  PERIOD_DIFFERS: {
    severity: "error",
    text: {
      ko: "파일의 보고기간 {found}이(가) 여기의 {wanted}와(과) 다릅니다.",
      en: "The file is of the period {found}, not of {wanted}.",
    },
    todo: { ko: "그 기간을 열고 거기에 가져오십시오.", en: "Open that period, and import the file there." },
  },
  EVIDENCE_TYPE: {
    severity: "error",
    text: { ko: "'{name}'의 내용이 받을 수 있는 형식이 아닙니다.", en: "The content of '{name}' is of no kind that is taken." },
    todo: {
      ko: "PDF, 그림(PNG, JPEG, WebP), XLSX, CSV, XML, JSON, 텍스트 파일을 올리십시오. 빈 파일이나 깨진 파일은 아닌지 열어 확인하십시오.",
      en: "Upload PDF, pictures (PNG, JPEG, WebP), XLSX, CSV, XML, JSON or text. Open the file to see that it is neither empty nor damaged.",
    },
  },
  IMPORT_STATE: {
    severity: "error",
    text: { ko: "가져오기가 '{state}' 상태라 이 일을 할 수 없습니다.", en: "The import is {state}; this cannot be done now." },
    todo: { ko: "가져오기의 상태를 다시 읽으십시오.", en: "Read the import again." },
  },
} as const;

export const requestProblem = problemsOf(REQUEST_PROBLEMS);
