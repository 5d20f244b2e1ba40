package org.tongguan.comply.facts.nginx;

import java.util.List;
import org.tongguan.comply.asset.AssetType;
import org.tongguan.comply.facts.Collector;
import org.tongguan.comply.facts.Mask;
import org.tongguan.comply.facts.Parser;
import org.tongguan.comply.facts.Source;

/// An nginx server: its configuration with all includes, version, file permissions and log rotation.
///
/// `nginx -T` is not used: it creates the pid file, log files and temporary folders while it tests.
public final class NginxCollectors {

    private static final String FIND = """
            m=
            for c in /etc/nginx/nginx.conf /usr/local/nginx/conf/nginx.conf /usr/local/openresty/nginx/conf/nginx.conf /opt/nginx/conf/nginx.conf /etc/openresty/nginx.conf /etc/tengine/nginx.conf /usr/local/tengine/conf/nginx.conf /usr/local/etc/nginx/nginx.conf; do
              [ -e "$R$c" ] && { m=$c; break; }
            done
            [ -n "$m" ] || exit 44
            d=${m%/*}
            """;

    private static final String CONFIG = FIND + """
            n=0
            show() {
              case "$seen" in *"|$1|"*) return;; esac
              seen="$seen|$1|"; n=$((n+1))
              [ "$n" -le 300 ] && [ -f "$R$1" ] || return
              [ -r "$R$1" ] || exit 43
              printf "== %s\\n" "$1"; cat "$R$1"; printf "\\n"
              set -- $(awk "{sub(/^[ \\t]*#.*/,\\"\\"); while(match(\\$0,/(^|[;{} \\t])include[ \\t]+[^;]+;/)){x=substr(\\$0,RSTART,RLENGTH);\\$0=substr(\\$0,RSTART+RLENGTH);sub(/^[;{} \\t]*include[ \\t]+/,\\"\\",x);sub(/[ \\t]*;\\$/,\\"\\",x);gsub(/[\\"\\047]/,\\"\\",x);print (x~/^\\//?\\"$R\\" x:\\"$R$d/\\" x)}}" "$R$1")
              while [ $# -gt 0 ]; do show "${1#"$R"}"; shift; done
            }
            IFS="
            "
            show "$m"
            """;

    private static final String VERSION = """
            [ -z "$R" ] || exit 44
            for b in nginx /usr/local/nginx/sbin/nginx /usr/local/openresty/nginx/sbin/nginx /opt/nginx/sbin/nginx; do
              have "$b" && { "$b" -V 2>&1; exit 0; }
            done
            exit 44
            """;

    private static final String FILES = FIND + """
            for x in "$R$m" "$R$d"; do printf "config %s\\n" "$(stat -L -c "%a %u %g %n" "$x")"; done
            grep -rhsE "^[[:space:]]*ssl_certificate_key[[:space:]]" "$R$d" | awk "{gsub(/[;\\"]/,\\"\\",\\$2); print \\$2}" | sort -u | head -n 50 | while read -r k; do
              case $k in /*) ;; *) k=$d/$k;; esac
              [ -e "$R$k" ] && printf "key %s\\n" "$(stat -L -c "%a %u %g %n" "$R$k")" || { [ -d "$R${k%/*}" ] && [ ! -x "$R${k%/*}" ] && printf "denied %s\\n" "$k" || printf "unseen %s\\n" "$k"; }
            done
            for l in "$R"/var/log/nginx "$R"/var/log/nginx/*.log "$R${d%/conf}"/logs "$R${d%/conf}"/logs/*.log; do
              [ -e "$l" ] && printf "log %s\\n" "$(stat -L -c "%a %u %g %n" "$l")"
            done
            exit 0
            """;

    private static final String ROTATION = """
            n=0
            for x in "$R"/etc/logrotate.conf $(grep -ls nginx "$R"/etc/logrotate.d/*); do
              [ -r "$x" ] || continue
              n=$((n+1)); printf "== %s\\n" "${x#"$R"}"; cat "$x"; printf "\\n"
            done
            [ "$n" -gt 0 ] || exit 44
            """;

    private NginxCollectors() {}

    public static List<Collector> all() {
        return List.of(
                collector("nginx_config", CONFIG, NginxConfig::parse)
                        .within(10, 2 << 20)
                        .masking(Mask.PASSWORD_SETTING, Mask.URL_PASSWORD, Mask.PRIVATE_KEY),
                collector("nginx_version", VERSION, NginxFiles::version),
                collector("nginx_files", FILES, NginxFiles::files),
                collector("nginx_rotation", ROTATION, NginxFiles::rotation));
    }

    private static Collector collector(String id, String program, Parser parser) {
        return new Collector(id, AssetType.NGINX, new Source.Shell(program, List.of(), true), parser);
    }
}
