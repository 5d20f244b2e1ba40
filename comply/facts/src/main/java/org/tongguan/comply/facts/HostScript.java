package org.tongguan.comply.facts;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.tongguan.comply.asset.AssetType;
import org.tongguan.kernel.crypto.Digest;

/// The one read-only POSIX sh script a host is asked to run. It writes to nothing but its own output, opens no
/// connection, keeps no temporary file, and bounds every step in time and bytes. The same text runs over SSH
/// (`sh -s -- NONCE`), locally, and by hand in an isolated network.
///
/// Output, one frame a collector: `NONCE B id`, the bytes, `NONCE R`, the end of standard error, `rc=N`, `NONCE
/// E id`.
/// A frame without its `R` line was cut off at the byte limit. The nonce is drawn for each run, so that what a
/// target
/// prints cannot be taken for a frame by accident; a target that lies on purpose can always lie, and the report
/// says so.
public final class HostScript {

    /// The script's third argument when it must not try sudo.
    public static final String NO_SUDO = "no-sudo";

    private static final String PROLOGUE = """
            # Tongguan read-only collection. Prints to standard output only; changes nothing; opens no connection.
            # Standard output must be a pipe or terminal (| cat > FILE): the script may not write to files, its output too.
            # $1: a word that marks frames   $2: root folder to read instead of / (optional)   $3: no-sudo (optional)
            umask 077
            LC_ALL=C PATH=/usr/sbin:/usr/bin:/sbin:/bin:/usr/local/sbin:/usr/local/bin
            export LC_ALL PATH
            ulimit -c 0; ulimit -f 0
            M=${1:-TONGGUAN} R=${2:-}
            export R
            P='have() { p=$(command -v "$1"); }
            s() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi; }
            at() { x=$R$1 i=0; [ -n "$R" ] || return 0
              while [ -L "$x" ] && [ $i -lt 8 ]; do i=$((i + 1)); l=$(readlink "$x")
                case $l in /*) x=$R$l ;; *) x=${x%/*}/$l ;; esac; done
              case $(realpath -m "$x") in "$(realpath "$R")"/*) ;; *) echo "$1 leads out of $R" >&2; x=; return 1 ;; esac; }
            f() { at "$1" || exit 44
              [ -e "$x" ] || { [ -d "${x%/*}" ] && [ ! -x "${x%/*}" ] && exit 43; exit 44; }
              [ -f "$x" ] || exit 44
              if [ -r "$x" ]; then cat "$x"; else sudo -n cat "$x" || exit 43; fi; }
            g() { y=44 n=$# z=R; [ -z "$R" ] || z=r
              for q; do at "$q" && [ -e "$x" ] || { set -- "$@" "$R$q"; continue; }
                set -- "$@" "$x"; [ $y = 43 ] || y=0; [ -r "$x" ] || y=43
                [ ! -d "$x" ] || for w in "$x"/*; do [ ! -e "$w" ] || [ -r "$w" ] || y=43; done; done
              [ $y != 44 ] || exit 44; shift "$n"
              if [ $y = 0 ]; then grep -a${z}sH ^ "$@"; else sudo -n grep -a${z}sH ^ "$@"; case $? in 0 | 2) ;; *) exit 43 ;; esac; fi; :; }
            '
            [ "${3:-}" != no-sudo ] || P="$P sudo() { echo 'sudo: not used, as asked' >&2; return 1; }
            "
            c() { printf '\\n%s B %s\\n' "$M" "$1"
              { e=$( { timeout -k 1 "$2" sh -c "$P$4" </dev/null 2>&1 >&3 3>&-; printf '\\nrc=%s' "$?"; } | tail -c 1500 )
                printf '\\n%s R\\n%s\\n' "$M" "$e"; } 3>&1 | head -c "$(($3 + 4096))"
              printf '\\n%s E %s\\n' "$M" "$1"; }
            : "$(renice -n 19 -p $$ 2>&1)"
            """;

    /// Around the script when a person carries it: a header, and a seal over everything printed before it. The
    /// output is
    /// duplicated into `sha256sum` through pipes, so no file is needed; `tee` opens nothing but the end of that
    /// pipe.
    private static final String CARRIED_HEAD = """
            #!/bin/sh
            # Tongguan collection script, to be carried by hand into an isolated network. It only reads.
            # Run it as root or as the account the sudoers fragment names:  sh tongguan-collect.sh > web-01.bundle
            # (or, compressed:  sh tongguan-collect.sh | gzip > web-01.bundle.gz;  with the argument no-sudo it never calls sudo)
            tongguan() {
            LC_ALL=C PATH=/usr/sbin:/usr/bin:/sbin:/bin:/usr/local/sbin:/usr/local/bin
            export LC_ALL PATH
            set -- "TG$(head -c 16 /dev/urandom | od -An -tx1 | tr -d ' \\n')" "" "${1:-}"
            printf 'TONGGUAN-BUNDLE format=1 script=@SM3@ nonce=%s host=%s at=%s\\n' \\
              "$1" "$(uname -n | tr -cd 'A-Za-z0-9._-')" "$(date -u +%Y-%m-%dT%H:%M:%SZ)"
            """;

    private static final String CARRIED_TAIL = """
            }
            exec 4>&1
            if p=$(command -v sha256sum) && [ -e /dev/fd/4 ]; then
              d=$( { tongguan "$@" 3>&- 4>&- | tee /dev/fd/3 >&4; } 3>&1 | sha256sum )
              d=${d%% *}
            else
              tongguan "$@" 4>&- | cat
              d=unavailable
            fi
            printf 'TONGGUAN-SEAL sha256=%s\\n' "$d"
            """;

    private HostScript() {}

    /// @param filesOnly only what reads files, for the root folder of an unpacked image
    public static String text(boolean filesOnly) {
        var script = new StringBuilder(PROLOGUE);
        for (Collector collector : collectors(filesOnly)) {
            var shell = (Source.Shell) collector.source();
            script.append("c ")
                    .append(collector.id())
                    .append(' ')
                    .append(collector.secondsMax())
                    .append(' ')
                    .append(collector.bytesMax())
                    .append(" '")
                    .append(shell.program().replace("'", "'\\''"))
                    .append("'\n");
        }
        return script.append("printf '\\n%s END\\n' \"$M\"\n").toString();
    }

    /// The script as a person carries it into an isolated network; what it prints is a bundle
    /// (docs/formats/bundle.md).
    public static String carried() {
        return CARRIED_HEAD.replace("@SM3@", digest(false).sm3()) + text(false) + CARRIED_TAIL;
    }

    /// The collectors the script runs, in its order.
    public static List<Collector> collectors(boolean filesOnly) {
        return Collectors.of(AssetType.LINUX).stream()
                .filter(collector ->
                        collector.source() instanceof Source.Shell shell && (!filesOnly || shell.filesOnly()))
                .toList();
    }

    /// What a change board signs: the digest of the script's text.
    public static Digest digest(boolean filesOnly) {
        return Digest.of(text(filesOnly).getBytes(StandardCharsets.UTF_8));
    }

    /// The sudoers fragment that lets `account` run the script's privileged commands and nothing else.
    public static String sudoers(String account) {
        Stream<String> commands = collectors(false).stream()
                .flatMap(collector -> ((Source.Shell) collector.source()).privileged().stream())
                .distinct()
                .sorted();
        var text = new StringBuilder("# read-only commands of the Tongguan collection script, and nothing else\n");
        text.append("Cmnd_Alias TONGGUAN_READ = \\\n    ");
        text.append(String.join(", \\\n    ", commands.toList()));
        text.append("\nDefaults!TONGGUAN_READ !requiretty\n");
        return text.append(account)
                .append(" ALL=(root) NOPASSWD: TONGGUAN_READ\n")
                .toString();
    }
}
