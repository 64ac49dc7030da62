// Problems of the embedded database: a folder in use or out of reach, binaries that do not run, a cluster that is not ours to open.
import { type ProblemSpec, problemsOf } from "../../base/problem.ts";

export const DATABASE_PROBLEMS = {
  DATA_FOLDER_IN_USE: {
    severity: "error",
    text: {
      ko: "데이터 폴더 {folder}은(는) 실행 중인 다른 프로세스({host}의 {pid})가 쓰고 있습니다.",
      en: "The data folder {folder} is in use by another running process, {pid} on {host}.",
    },
    todo: {
      ko: "그 프로세스를 끝내거나, SANDAN_DATA로 다른 데이터 폴더를 지정하십시오.",
      en: "End that process, or name another data folder by SANDAN_DATA.",
    },
  },
  DATA_FOLDER_UNWRITABLE: {
    severity: "error",
    text: {
      ko: "데이터 폴더 {folder}에 쓸 수 없습니다: {reason}.",
      en: "The data folder {folder} cannot be written: {reason}.",
    },
    todo: {
      ko: "폴더의 소유자, 권한, 남은 공간을 확인하거나, SANDAN_DATA로 다른 폴더를 지정하십시오.",
      en: "Check the owner, the permissions and the free space of the folder, or name another by SANDAN_DATA.",
    },
  },
  DATA_FOLDER_UNREACHABLE: {
    severity: "error",
    text: {
      ko: "데이터베이스를 실행하는 계정(uid {uid})이 {closed}을(를) 지나갈 수 없어 {folder}에 이르지 못합니다.",
      en: "The account that runs the database (uid {uid}) may not pass {closed} and so does not reach {folder}.",
    },
    todo: {
      ko: "root가 아닌 계정으로 실행하거나, SANDAN_DATA로 누구나 지나갈 수 있는 폴더를 지정하거나, chmod o+x {closed}을(를) 실행하십시오.",
      en: "Run under an account other than root, name a folder by SANDAN_DATA that all may pass to, or run chmod o+x {closed}.",
    },
  },
  DATABASE_OWNER_OTHER: {
    severity: "error",
    text: {
      ko: "데이터베이스 폴더 {folder}은(는) uid {owner}의 것이어서 uid {wanted}(으)로는 열 수 없습니다.",
      en: "The database's folder {folder} belongs to uid {owner} and cannot be opened under uid {wanted}.",
    },
    todo: {
      ko: "처음에 쓰던 계정이나 root로 실행하십시오. root는 폴더의 소유자로 데이터베이스를 실행합니다.",
      en: "Run under the account that made it, or as root, which runs the database under the folder's owner.",
    },
  },
  DATABASE_BINARIES_MISSING: {
    severity: "error",
    text: {
      ko: "내장 PostgreSQL의 실행 파일이 {folder}에 없습니다({missing}).",
      en: "The binaries of the embedded PostgreSQL are not in {folder} ({missing}).",
    },
    todo: {
      ko: "npm install --include=optional을 실행하거나, DATABASE_URL로 PostgreSQL 서버를 지정하십시오.",
      en: "Run npm install --include=optional, or name a PostgreSQL server by DATABASE_URL.",
    },
  },
  DATABASE_BINARIES_UNUSABLE: {
    severity: "error",
    text: {
      ko: "{folder}의 PostgreSQL을 실행할 수 없습니다: {reason}.",
      en: "PostgreSQL of {folder} cannot be run: {reason}.",
    },
    todo: {
      ko: "폴더를 데이터베이스 계정이 읽고 실행할 수 있게 하고 임시 폴더가 noexec인지 확인하십시오. 맞는 실행 파일이 없는 시스템이면 DATABASE_URL로 서버를 지정하십시오.",
      en: "Let the database's account read and run the folder, and check that the temporary folder is not noexec; where a system has no binaries that fit, name a server by DATABASE_URL.",
    },
  },
  DATABASE_VERSION_OTHER: {
    severity: "error",
    text: {
      ko: "{folder}의 데이터베이스는 PostgreSQL {found}의 것이고, 설치된 것은 {wanted}입니다.",
      en: "The database in {folder} is of PostgreSQL {found}; {wanted} is installed.",
    },
    todo: {
      ko: "PostgreSQL {found}이(가) 든 이전 판으로 데이터를 내보낸 뒤 이 판에서 불러오십시오. 폴더는 바꾸지 않았습니다.",
      en: "Export the data with the release that has PostgreSQL {found} and import them here. The folder was left as it is.",
    },
  },
  DATABASE_FOLDER_FOREIGN: {
    severity: "error",
    text: {
      ko: "{folder}에는 데이터베이스가 아닌 것이 들어 있습니다.",
      en: "What lies in {folder} is no database.",
    },
    todo: {
      ko: "백업에서 폴더를 통째로 되살리거나, 들어 있는 것을 다른 곳으로 옮기십시오. 빈 폴더이면 새 데이터베이스를 만듭니다.",
      en: "Restore the whole folder from a backup, or move what lies there elsewhere: in an empty folder a new database is made.",
    },
  },
  DATABASE_NOT_STARTED: {
    severity: "error",
    text: {
      ko: "데이터베이스를 시작하지 못했습니다: {reason}",
      en: "The database did not start: {reason}",
    },
    todo: {
      ko: "디스크의 남은 공간과 폴더의 권한을 확인하고 다시 시작하십시오. 자세한 기록은 {log}에 있습니다.",
      en: "Check the free space of the disk and the permissions of the folder, and start again. The full log is {log}.",
    },
  },
} as const satisfies Record<string, ProblemSpec>;

export const databaseProblem = problemsOf(DATABASE_PROBLEMS);
