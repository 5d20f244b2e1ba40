#!/bin/bash
# Same host, same run: CPU time (user + system, with all children) of Tongguan, Lynis and OpenSCAP on this machine, one
# after the other, and what each of them says about the 211 level-3 items.
#
#   bench/peers.sh            installs lynis and openscap-scanner with apt if they are missing (as root)
#
# OpenSCAP needs content that knows Debian 12: Debian 12's own ssg-debian 0.1.65 has none (its Debian 11 content answers
# "not applicable" throughout), so the newer package is fetched from the Debian 13 archive and only unpacked, never
# installed. Its profile "ANSSI-BP-028 (high)" is the high profile. If it cannot be fetched the row says so; no other
# content is measured in its place.
#
# Each tool runs in a mount namespace with an empty /tmp where that is allowed, so that leftovers do not distort anyone.
# TONGGUAN_COMMAND replaces the command measured, e.g. to measure the collection script alone.
set -euo pipefail
cd "$(dirname "$0")/.."
home=$PWD
work=$home/target/bench-peers
rm -rf "$work"
mkdir -p "$work"
limit=${PEER_SECONDS_MAX:-900}

need() { # command package
    command -v "$1" > /dev/null && return
    [ "$(id -u)" = 0 ] || { echo "$1 is missing: apt install $2" >&2; exit 2; }
    apt-get -qq install -y --no-install-recommends "$2" > "$work/apt.log" 2>&1 || {
        echo "cannot install $2, see $work/apt.log" >&2; exit 2; }
}
need lynis lynis
need oscap openscap-scanner

content=
fetch_content() {
    local state=$work/apt
    mkdir -p "$state/state/lists/partial" "$state/cache/archives/partial" "$state/content"
    # the mirror this machine already uses, one release on
    local mirror
    mirror=$(apt-get indextargets --format '$(REPO_URI)' | grep -v security | sort -u | head -n 1)
    [ -n "$mirror" ] || return 1
    echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror trixie main" > "$state/trixie.list"
    local options=(-qq -o "Dir::Etc::SourceList=$state/trixie.list" -o Dir::Etc::SourceParts=/nonexistent
        -o "Dir::State=$state/state" -o "Dir::Cache=$state/cache" -o Dir::State::status=/var/lib/dpkg/status
        -o APT::Sandbox::User=root)
    (cd "$state" && apt-get "${options[@]}" update && apt-get "${options[@]}" download ssg-debian) \
        > "$state/log" 2>&1 || return 1
    dpkg-deb -x "$state"/ssg-debian_*.deb "$state/content" || return 1
    content=$state/content/usr/share/xml/scap/ssg/content/ssg-debian12-ds.xml
    content_version=$(basename "$state"/ssg-debian_*.deb | cut -d_ -f2)
    [ -f "$content" ]
}

alone=()
case $home in /tmp/*) ;; *)
    if unshare -m sh -c 'mount -t tmpfs tmpfs /tmp' 2> /dev/null; then
        alone=(unshare -m sh -c 'mount -t tmpfs tmpfs /tmp; exec "$@"' alone)
    fi ;;
esac

# CPU seconds of a command and of every child it waited for
TIMEFORMAT='%U %S %R'
measure() { # name command…
    local name=$1; shift
    { time timeout "$limit" "${alone[@]}" "$@" > "$work/$name.out" 2> "$work/$name.err" < /dev/null || echo "$?" > "$work/$name.exit"; } \
        2> "$work/$name.time"
    awk 'END {printf "%.2f %.1f", $1 + $2, $3}' "$work/$name.time"
}

cat > "$work/inventory.yaml" << EOF
system: {name: bench, s-level: 3, a-level: 3}
assets:
  - {id: this-host, type: linux, access: local}
EOF

if [ -n "${TONGGUAN_COMMAND:-}" ]; then
    read -r -a ours <<< "$TONGGUAN_COMMAND"
else
    "$home/tongguan" --version > "$work/build.out" 2>&1   # builds on first use; not measured
    ours=("$home/tongguan" assess --inventory "$work/inventory.yaml" --out "$work/out")
fi

read -r ours_cpu ours_wall <<< "$(measure tongguan "${ours[@]}")"
read -r lynis_cpu lynis_wall <<< "$(measure lynis lynis audit system --quick --no-colors \
    --logfile "$work/lynis.log" --report-file "$work/lynis.dat")"
lynis_tests=$(sed -n 's/^lynis_tests_done=//p; s/^.*Tests performed *: *\([0-9]*\).*/\1/p' "$work/lynis.dat" "$work/lynis.out" | head -1)

oscap_cpu=- oscap_wall=- oscap_rules="content could not be fetched"
if fetch_content; then
    read -r oscap_cpu oscap_wall <<< "$(measure oscap oscap xccdf eval \
        --profile xccdf_org.ssgproject.content_profile_anssi_bp28_high --results "$work/oscap.xml" "$content")"
    evaluated=$(grep -cE '<result>(pass|fail|fixed)</result>' "$work/oscap.xml" || true)
    skipped=$(grep -cE '<result>(notapplicable|notchecked|unknown|error|informational)</result>' "$work/oscap.xml" || true)
    oscap_rules="$evaluated rules decided, $skipped not, by ssg-debian $content_version ANSSI-BP-028 (high)"
fi

# Level-3 items with at least one check on a bare host; the peers know no clause, so what they ran is their upper bound
items() { # folder…
    sed -n 's/^clauses: *\[\(.*\)\].*/\1/p' "$@" | tr ',' '\n' | sed 's/^ *//; s/ *$//' | sort -u | grep -c '^8\.'
}
host_items=$(items content/checks/linux/*.yaml $(ls content/checks/openssh/*.yaml 2> /dev/null || true))

ratio() { awk -v a="$1" -v b="$ours_cpu" 'BEGIN { if (a == "-" || b == 0) print "-"; else printf "%.1f", a / b }'; }
printf '\n%-34s %9s %9s %8s  %s\n' "tool" "CPU s" "wall s" "x ours" "what it answers"
printf '%-34s %9s %9s %8s  %s\n' "tongguan" "$ours_cpu" "$ours_wall" 1.0 \
    "$host_items level-3 items by clause, from a bare host alone"
printf '%-34s %9s %9s %8s  %s\n' "lynis $(lynis show version)" "$lynis_cpu" "$lynis_wall" "$(ratio "$lynis_cpu")" \
    "0 items by clause (${lynis_tests:-?} tests run)"
printf '%-34s %9s %9s %8s  %s\n' "openscap $(oscap --version | sed -n '1s/.* //p')" "$oscap_cpu" "$oscap_wall" \
    "$(ratio "$oscap_cpu")" "0 items by clause ($oscap_rules)"
echo
echo "wanted: lynis >= 10 x ours, openscap >= 40 x ours; $(nproc) processors, load $(cut -d' ' -f1 /proc/loadavg)"
for name in tongguan lynis oscap; do
    [ ! -f "$work/$name.exit" ] || echo "note: $name ended with exit code $(cat "$work/$name.exit") (see target/bench-peers/$name.err)"
done
awk -v l="$lynis_cpu" -v o="$oscap_cpu" -v t="$ours_cpu" \
    'BEGIN { exit !(l / t >= 10 && (o == "-" || o / t >= 40)) }' && echo "reached" || { echo "NOT reached"; exit 1; }
