#!/bin/sh
# Takes Debian packages apart into a private folder. It needs no root and leaves the system's own
# package lists, cache and locks alone. Used by CMake and by Node.
#
#   debian.sh usable                       is this a Debian whose packages can be taken?
#   debian.sh closure SUITE WORK PKG...    the packages and what this system lacks for them
#   debian.sh exact   SUITE WORK PKG...    just these packages
#   debian.sh source  SUITE WORK PKG...    their source archives
#   debian.sh unpack  WORK ROOT [PATTERN...]   lay what was fetched out in ROOT, without PATTERNs
#
# SUITE is a release's name, or "host" for the release this system runs. The mirror is the one the
# system itself uses. WORK keeps what was fetched and verified, so that a broken-off run goes on.
set -eu
LC_ALL=C
export LC_ALL
PATH=$PATH:/usr/sbin:/sbin

fail() {
  echo "$*" >&2
  exit 1
}

usable() {
  [ -r /etc/os-release ] || return 1
  id=$(. /etc/os-release && echo "${ID:-}")
  codename=$(. /etc/os-release && echo "${VERSION_CODENAME:-}")
  [ "$id" = debian ] && [ -n "$codename" ] || return 1
  for tool in apt-get dpkg-deb tar flock; do
    command -v "$tool" >/dev/null || return 1
  done
  mirrors | grep -q .
}

# One line for each of the system's package archives: address, suite, component.
# Without the release information it works on a system that has never run "apt-get update".
mirrors() {
  apt-get indextargets -o APT::Get::IndexTargets::ReleaseInfo=false \
    --format '$(REPO_URI) $(RELEASE) $(COMPONENT)' 'Created-By: Packages' |
    grep -E '^(https?|mirror|mirror\+https?|tor\+https?)://' | sort -u |
    grep -E " ($codename|(old)*stable)(-updates|-security)? main\$"
}

key=/usr/share/keyrings/debian-archive-keyring.gpg

sources() { # SUITE TYPE
  if [ "$1" = host ]; then
    mirrors | awk -v t="$2" -v k="$key" '{ print t, "[signed-by=" k "]", $0 }'
  else
    # The address that serves the system's own release serves the other releases too.
    mirrors | awk -v s="$1" -v t="$2" -v k="$key" \
      '$2 !~ /-/ { print t, "[signed-by=" k "]", $1, s, "main"; exit }'
  fi
}

# Prepares WORK for one suite and brings its package list up to date, once per folder.
prepare() { # SUITE WORK TYPE
  work=$2
  apt=$work/apt-$1-$3
  mkdir -p "$apt/lists/partial" "$apt/cache/archives/partial" "$work/packages"
  work=$(cd "$work" && pwd)
  apt=$work/apt-$1-$3
  exec 9>"$work/lock"
  flock 9
  sources "$1" "$3" >"$apt/sources.list"
  [ -s "$apt/sources.list" ] || fail "No package archive for Debian's \"$codename\" is configured here."
  [ -r "$key" ] || fail "Debian's archive keys are missing: apt-get install debian-archive-keyring"
  cat >"$apt/apt.conf" <<CONF
Dir::State "$apt";
Dir::State::Lists "$apt/lists";
Dir::State::status "/var/lib/dpkg/status";
Dir::Cache "$apt/cache";
Dir::Etc::sourcelist "$apt/sources.list";
Dir::Etc::sourceparts "/dev/null";
Dir::Etc::preferencesparts "/dev/null";
APT::Sandbox::User "root";
Debug::NoLocking "true";
Acquire::Languages "none";
Acquire::Retries "2";
Acquire::http::Timeout "15";
Acquire::https::Timeout "15";
#clear APT::Update::Post-Invoke;
#clear APT::Update::Post-Invoke-Success;
#clear DPkg::Post-Invoke;
CONF
  # What was fetched by an older list may be mixed up with what a newer one names.
  if [ -z "$(find "$apt/updated" -mtime -7 2>/dev/null)" ]; then
    rm -f "$work/packages"/*.*
    quietly apt-get -c "$apt/apt.conf" -q --error-on=any update
    touch "$apt/updated"
  fi
}

quietly() {
  "$@" >"$work/log" 2>&1 || {
    grep '^E:' "$work/log" >&2 || tail -n 5 "$work/log" >&2
    exit 1
  }
}

closure() { # SUITE WORK PKG...
  prepare "$1" "$2" deb
  shift 2
  # --reinstall: also what this system has already, as far as it is named.
  quietly apt-get -c "$apt/apt.conf" -q -y --no-install-recommends --reinstall --download-only \
    -o "Dir::Cache::archives=$work/packages" install "$@"
}

exact() { # SUITE WORK PKG...
  prepare "$1" "$2" deb
  shift 2
  cd "$work/packages"
  quietly apt-get -c "$apt/apt.conf" -q download "$@"
}

source_packages() { # SUITE WORK PKG...
  prepare "$1" "$2" deb-src
  shift 2
  cd "$work/packages"
  quietly apt-get -c "$apt/apt.conf" -q source --download-only "$@"
}

unpack() { # WORK ROOT PATTERN...
  packages=$1/packages
  mkdir -p "$2"
  root=$(cd "$2" && pwd)
  shift 2
  for pattern; do
    set -- "$@" "--exclude=$pattern"
    shift
  done
  for package in "$packages"/*.deb; do
    dpkg-deb --fsys-tarfile "$package" | tar -x -C "$root" --no-same-owner "$@"
  done
}

command=${1:-}
[ $# -gt 0 ] && shift
codename=
usable || {
  [ "$command" = usable ] && exit 1
  fail "This system's packages cannot be used: it is not a Debian with apt and a reachable archive."
}
case $command in
  usable) ;;
  closure | exact | unpack) "$command" "$@" ;;
  source) source_packages "$@" ;;
  *) fail "usage: debian.sh usable | closure | exact | source | unpack" ;;
esac
