# What .ci/run is made of. Sourced, never run.

export CI=true REQUIRE_ALL=1 DEBIAN_FRONTEND=noninteractive
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en
# Build servers would outlive this script, and hold its output open.
export MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0 UseSharedCompilation=false
exec </dev/null

work=$(mktemp -d --tmpdir approval-flows-ci.XXXXXX)
chmod 755 "$work"
export TEST_RESULTS="$work/results"
mkdir "$TEST_RESULTS"
failed_steps=()
trap clean_up EXIT
trap 'exit 130' INT TERM HUP

# A step that fails does not hide what the later ones would have said.
step() {
  local name=$1 began=$SECONDS
  shift
  printf '\n== %s\n' "$name"
  if "$@"; then
    printf -- '-- ok, %d s\n' $((SECONDS - began))
  else
    printf -- '-- FAILED, %d s\n' $((SECONDS - began))
    failed_steps+=("$name")
  fi
}

install_what_is_missing() {
  local missing=()
  [ -n "$(postgres_bin)" ] || missing+=(postgresql)
  [ -x /usr/bin/chromium ] || missing+=(chromium)
  [ -d /usr/share/fonts/opentype/noto ] || missing+=(fonts-noto-cjk)
  if [ ${#missing[@]} -eq 0 ]; then return 0; fi
  if [ "$(id -u)" -ne 0 ]; then
    echo "Missing: ${missing[*]}. Install them, or run as root."
    return 1
  fi
  apt-get update -qq && apt-get install -y -qq --no-install-recommends "${missing[@]}" >"$work/apt.log" \
    || { tail -n 20 "$work/apt.log"; return 1; }
}

postgres_bin() {
  ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1
}

# initdb refuses to run as root.
as_postgres() {
  if [ "$(id -u)" -eq 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
}

# Our nodes die in the tests, the machine never does: this database need not wait for the disk.
start_postgres() {
  local bin port attempt
  bin=$(postgres_bin)
  [ -n "$bin" ] || { echo "No PostgreSQL found."; return 1; }
  mkdir "$work/postgres"
  if [ "$(id -u)" -eq 0 ]; then chown postgres "$work/postgres"; fi
  as_postgres "$bin/initdb" -D "$work/postgres/data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 >"$work/initdb.log" \
    || { cat "$work/initdb.log"; return 1; }
  for attempt in 1 2 3 4 5; do
    port=$((20000 + RANDOM % 10000))
    if as_postgres "$bin/pg_ctl" start -w -t 60 -D "$work/postgres/data" -l "$work/postgres/log" -o \
      "-p $port -c fsync=off -c full_page_writes=off -c listen_addresses=127.0.0.1 -c unix_socket_directories=$work/postgres -c max_connections=300" >/dev/null
    then
      export TEST_POSTGRES="Host=127.0.0.1;Port=$port;Username=postgres;Database=postgres"
      echo "$TEST_POSTGRES"
      return 0
    fi
  done
  cat "$work/postgres/log"
  return 1
}

clean_up() {
  if [ -f "$work/postgres/data/postmaster.pid" ]; then
    as_postgres "$(postgres_bin)/pg_ctl" stop -m immediate -D "$work/postgres/data" >/dev/null 2>&1 || true
  fi
  rm -rf "$work"
}

counter() {
  grep -o "<Counters [^>]*" "$1" | grep -o "\b$2=\"[0-9]*\"" | tr -dc '0-9'
}

# Each test project leaves one .trx file. No file, no test in it, a run that broke off, a skipped test:
# each counts as a failure, and so does every other step that failed.
finish() {
  local passed=0 failed=0 project results total good
  printf '\n== Result\n'
  for project in tests/*Tests/*.csproj; do
    results="$TEST_RESULTS/$(basename "$project" .csproj).trx"
    total=0 good=0
    if [ -f "$results" ]; then
      total=$(counter "$results" total) good=$(counter "$results" passed)
      total=${total:-0} good=${good:-0}
    fi
    passed=$((passed + good))
    failed=$((failed + total - good))
    printf '%-44s %5d passed %5d not passed\n' "$(basename "$project" .csproj)" "$good" $((total - good))
    if [ "$total" -eq 0 ]; then
      echo "   no test was run"
      failed=$((failed + 1))
    elif [ "$total" -eq "$good" ] && ! grep -q '<ResultSummary outcome="Completed"' "$results"; then
      echo "   the run broke off"
      failed=$((failed + 1))
    fi
  done
  for project in "${failed_steps[@]}"; do echo "step failed: $project"; done
  if [ "$failed" -eq 0 ]; then failed=${#failed_steps[@]}; fi
  printf '%d passed, %d failed\n' "$passed" "$failed"
  [ "$failed" -eq 0 ]
}
