package org.tongguan.comply.facts.tomcat;

import java.util.List;
import org.tongguan.comply.asset.AssetType;
import org.tongguan.comply.facts.Collector;
import org.tongguan.comply.facts.Mask;
import org.tongguan.comply.facts.Source;

/// Apache Tomcat: each CATALINA_BASE of a running process, and those in the usual places.
public final class TomcatCollectors {

    /// At most 8 bases, each the resolved folder once. `uid=-` means that no process of it was seen.
    private static final String CONFIG = """
            IFS="
            "
            show() { [ -e "$R$1" ] || return 0; [ -r "$R$1" ] || { printf "== denied %s\\n" "$1"; return 0; }; printf "== %s\\n" "$1"; cat "$R$1"; printf "\\n"; }
            names() { printf "== %s\\n" "$1"; ls -1 "$R$2" | head -n 200; }
            one() {
              [ -f "$R$1/conf/server.xml" ] || { [ -d "$R$1/conf" ] && [ ! -x "$R$1/conf" ] && hidden=1; return 0; }
              k=$(cd "$R$1/conf" && pwd -P)
              case "$seen" in *"|$k|"*) return 0;; esac
              seen="$seen|$k|"; n=$((n+1)); [ "$n" -le 8 ] || return 0
              printf "== base %s uid=%s\\n" "$1" "$2"
              for x in server.xml tomcat-users.xml web.xml context.xml; do show "$1/conf/$x"; done
              [ -d "$R$1/webapps" ] && names webapps "$1/webapps"
              [ -d "$R$1/conf/Catalina/localhost" ] && names descriptors "$1/conf/Catalina/localhost"
              for a in manager host-manager; do
                show "$1/webapps/$a/META-INF/context.xml"; show "$1/conf/Catalina/localhost/$a.xml"
              done
              printf "== version\\n"
              for h in "$R$1" "$R$3"; do [ -r "$h/RELEASE-NOTES" ] && grep -m 1 -o "Apache Tomcat Version [0-9.]*" "$h/RELEASE-NOTES" && break; done
              for j in "$R$1/lib/catalina.jar" "$R/usr/share/${1##*/}/lib/catalina.jar"; do [ -L "$j" ] && readlink "$j"; done
              printf "== files\\n"
              for x in "$R$1/conf/server.xml" "$R$1/conf/tomcat-users.xml" "$R$1/logs" "$R$1/webapps"; do [ -e "$x" ] && stat -L -c "%a %u %g %n" "$x"; done
            }
            n=0
            if [ -z "$R" ]; then
              for l in $(grep -azoH -e "^-Dcatalina\\.base=.*" /proc/[0-9]*/cmdline | tr "\\000" "\\n" | head -n 16); do
                p=${l#/proc/}; p=${p%%/*}
                one "${l#*catalina.base=}" "$(stat -c %u "/proc/$p")" "$(grep -azo -m 1 -e "^-Dcatalina\\.home=.*" "/proc/$p/cmdline" | tr -d "\\000" | cut -d= -f2-)"
              done
            fi
            for b in "$R"/opt/*tomcat* "$R"/opt/*/*tomcat* "$R"/usr/local/*tomcat* "$R"/var/lib/tomcat* "$R"/usr/share/tomcat* "$R"/srv/*tomcat* "$R"/home/*/*tomcat*; do
              [ -d "$b" ] && one "${b#"$R"}" - ""
            done
            [ "$n" -gt 0 ] || { [ -n "$hidden" ] && exit 43; exit 44; }
            exit 0
            """;

    private TomcatCollectors() {}

    public static List<Collector> all() {
        return List.of(new Collector(
                        "tomcat_config",
                        AssetType.TOMCAT,
                        new Source.Shell(CONFIG, List.of(), true),
                        TomcatConfig::parse)
                .within(10, 4 << 20)
                .masking(Mask.PASSWORD_SETTING, Mask.URL_PASSWORD, Mask.PRIVATE_KEY));
    }
}
