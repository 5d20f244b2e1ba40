package org.tongguan.comply.facts.openssh;

import java.util.List;
import org.tongguan.comply.asset.AssetType;
import org.tongguan.comply.facts.Collector;
import org.tongguan.comply.facts.Source;

/// An OpenSSH server: its configuration as it takes effect, its keys, the keys it lets in, its version.
public final class OpensshCollectors {

    /// The files with everything they include, then what `sshd -T` makes of them. `sshd -T` wants root and
    /// `/run/sshd`; without either the files alone must do. It opens `/dev/null` and nothing else for writing.
    private static final String CONFIG = """
            m=/etc/ssh/sshd_config
            [ -e "$R$m" ] || exit 44
            show() { printf "== %s\\n" "$1"; cat "$R$1"; printf "\\n"; }
            if [ -r "$R$m" ]; then show $m
            else [ -z "$R" ] || exit 43; t=$(s cat $m) || exit 43; printf "== %s\\n%s\\n" $m "$t"; fi
            n=0
            for i in /etc/ssh/sshd_config.d/*.conf $([ -r "$R$m" ] && awk "tolower(\\$1)==\\"include\\"{for(i=2;i<=NF;i++){gsub(/\\"/,\\"\\",\\$i);print (\\$i~/^\\//?\\$i:\\"/etc/ssh/\\"\\$i)}}" "$R$m"); do
              for j in "$R"$i; do
                p=${j#"$R"}
                case " $seen " in *" $p "*) continue;; esac
                seen="$seen $p"; n=$((n+1))
                [ "$n" -le 64 ] && [ -f "$j" ] || continue
                [ -r "$j" ] || { printf "== denied %s\\n" "$p"; continue; }
                show "$p"
              done
            done
            if [ -z "$R" ]; then t=$(s sshd -T) && printf "== sshd -T\\n%s\\n" "$t"; fi
            exit 0
            """;

    private static final String HOST_KEYS = """
            n=0
            for k in "$R"/etc/ssh/ssh_host_*_key; do
              [ -e "$k" ] || continue
              n=$((n+1)); [ "$n" -le 16 ] || break
              printf "key %s\\n" "$(stat -L -c "%a %u %g %n" "$k")"
              [ -r "$k.pub" ] && have ssh-keygen && ssh-keygen -lf "$k.pub"
            done
            [ "$n" -gt 0 ] || exit 44
            """;

    /// Per account with a login shell: its authorized_keys file's permissions and each key's length, fingerprint
    /// and type.
    private static final String AUTHORIZED_KEYS = """
            have ssh-keygen || exit 44
            [ -r "$R/etc/passwd" ] || exit 44
            n=0
            while IFS=: read -r u x i g c h l; do
              case $l in */nologin|*/false|*/sync) continue;; esac
              case $h in /?*) ;; *) continue;; esac
              n=$((n+1)); [ "$n" -le 200 ] || break
              d="$R$h/.ssh"
              [ -d "$R$h" ] && [ ! -x "$R$h" ] && { printf "denied %s\\n" "$u"; continue; }
              [ -d "$d" ] && [ ! -x "$d" ] && { printf "denied %s\\n" "$u"; continue; }
              for k in "$d/authorized_keys" "$d/authorized_keys2"; do
                [ -f "$k" ] || continue
                [ -r "$k" ] || { printf "denied %s\\n" "$u"; continue; }
                printf "account %s %s\\n" "$u" "$(stat -L -c "%a %u %g %n" "$k")"
                [ -s "$k" ] && ssh-keygen -lf "$k" | head -n 200 | awk "{print \\$1, \\$2, \\$NF}"
              done
            done < "$R/etc/passwd"
            exit 0
            """;

    private static final String VERSION = """
            if [ -z "$R" ] && have sshd; then
              printf "program %s\\n" "$(sshd -V 2>&1 | grep -o -m 1 "OpenSSH_[^ ,]*")"
            fi
            [ -r "$R/var/lib/dpkg/status" ] && awk "/^Package: /{p=\\$2} /^Version: /{if(p==\\"openssh-server\\"){print \\"package \\" \\$2; exit}}" "$R/var/lib/dpkg/status"
            exit 0
            """;

    private OpensshCollectors() {}

    public static List<Collector> all() {
        return List.of(
                collector(
                        "sshd_config",
                        CONFIG,
                        List.of("/usr/sbin/sshd -T", "/usr/bin/cat /etc/ssh/sshd_config"),
                        SshdConfig::parse),
                collector("ssh_host_keys", HOST_KEYS, List.of(), SshKeys::hostKeys),
                collector("ssh_authorized_keys", AUTHORIZED_KEYS, List.of(), SshKeys::authorized),
                collector("ssh_version", VERSION, List.of(), SshKeys::version));
    }

    private static Collector collector(
            String id, String program, List<String> privileged, org.tongguan.comply.facts.Parser parser) {
        return new Collector(id, AssetType.OPENSSH, new Source.Shell(program, privileged, true), parser);
    }
}
