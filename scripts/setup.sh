#!/bin/sh
# Set-up for npm start and npm test: installs what the lock file names when it has changed, and makes sure that Node 24 answers.
set -eu
cd "$(dirname "$0")/.."
stamp=node_modules/.sandan-setup

if ! cat package.json package-lock.json 2>/dev/null | cmp -s - "$stamp"; then
  echo "Sandan: installing packages, one to three minutes / 패키지를 설치합니다 (1~3분)" >&2
  npm install --include=dev --include=optional --no-progress --no-audit --no-fund --loglevel=error >/dev/null
  fresh=yes
fi

major() { # the major version of the Node at $1; 0 where it does not run
  version=$("$1" --version 2>/dev/null) || version=v0
  version=${version#v}
  echo "${version%%.*}"
}

modern() { [ -n "$1" ] && [ "$(major "$1")" -ge 24 ]; }

link_node() { # links the platform's package where an old npm has not, else the system's Node where that is new enough
  for package in node_modules/node-*/bin/node; do
    if modern "$package"; then ln -sf "../${package#node_modules/}" node_modules/.bin/node && return; fi
  done
  others=$(printf '%s' "$PATH" | tr ':' '\n' | grep -v 'node_modules' | tr '\n' ':')
  system=$(PATH=$others command -v node) || system=
  modern "$system" && ln -sf "$("$system" -p process.execPath)" node_modules/.bin/node
}

if ! modern node_modules/.bin/node && ! link_node; then
  cat >&2 <<'MESSAGE'
Sandan: Node 24 이상이 필요하지만 npm 패키지로 받지 못했습니다.
  인터넷 연결을 확인하고 node_modules를 지운 뒤 다시 실행하거나, https://nodejs.org/ko/download 에서 Node 24를 설치한 뒤 다시 실행하십시오.
Sandan: Node 24 or newer is needed, and no npm package gave it.
  Check the network, remove node_modules and run again; or install Node 24 from https://nodejs.org/en/download and run again.
MESSAGE
  rm -f "$stamp"
  exit 1
fi

if [ "${fresh:-}" = yes ]; then cat package.json package-lock.json >"$stamp"; fi
