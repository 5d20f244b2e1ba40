package org.tongguan.comply.facts.springboot;

import java.util.List;
import org.tongguan.comply.asset.AssetType;
import org.tongguan.comply.facts.Collector;
import org.tongguan.comply.facts.Mask;
import org.tongguan.comply.facts.Source;

/// Spring Boot services: running fat jars, and in a root folder the jars in the usual places; the configuration
/// inside
/// the jar, beside it and on the command line. `unzip -p` prints files of an archive; it writes none.
public final class SpringBootCollectors {

    /// Encrypted values and defaults of secret placeholders are blotted here already: the mask could not tell
    /// them from
    /// clear text afterwards.
    private static final String CONFIG = """
            IFS="
            "
            blot() { sed -e "s/ENC([^)]*)/\\${ENC}/g" -e "s/{cipher}[A-Za-z0-9+\\/=]*/\\${cipher}/g" -e "/[Pp][Aa][Ss][Ss]\\|[Ss][Ee][Cc][Rr][Ee][Tt]\\|[Tt][Oo][Kk][Ee][Nn]\\|[Pp][Ww][Dd]\\|[Kk][Ee][Yy]/s/\\(\\${[A-Za-z0-9_.-]*\\):[^}]\\{1,\\}}/\\1:default}/g"; }
            show() { [ -f "$2" ] || return 0; [ -r "$2" ] || { printf "== denied %s\\n" "${2#"$R"}"; return 0; }; printf "== %s %s\\n" "$1" "${2#"$R"}"; head -c 262144 "$2" | blot; printf "\\n"; stat="$stat
            $2"; }
            zip=; have unzip && zip=1
            one() {
              j=$1; w=$3; seen="$seen|$j|"
              printf "== app %s pid=%s uid=%s\\n%s\\n" "${j#"$R"}" "$2" "$4" "$b"
              [ -n "$5" ] && printf "== arguments\\n%s\\n" "$5" | blot
              if [ "$2" != - ]; then
                if [ -r "/proc/$2/environ" ]; then printf "== environment\\n"; tr "\\000" "\\n" < "/proc/$2/environ" | grep -aE "^(SPRING|SERVER|MANAGEMENT|LOGGING|SPRINGDOC|KNIFE4J|DEBUG)_?[A-Z0-9_]*=" | blot
                else printf "== denied environment\\n"; fi
              fi
              if [ -n "$zip" ] && [ -r "$j" ]; then
                l=$(unzip -Z1 "$j" "BOOT-INF/*")
                printf "== libraries\\n"; printf "%s\\n" "$l" | grep -E "^BOOT-INF/(lib/|classes/(config/)?(application|bootstrap|logback|log4j2?)[^/]*$)" | sed "s#^BOOT-INF/##" | head -n 800
                for x in $(printf "%s\\n" "$l" | grep -E "^BOOT-INF/classes/(config/)?(bootstrap|application)[^/]*\\.(ya?ml|properties)$" | sort -r | head -n 24); do
                  printf "== packaged %s\\n" "${x##*/}"; unzip -p "$j" "$x" | head -c 262144 | blot; printf "\\n"
                done
              fi
              stat="$j"; a=${j##*/}; a=${a%.jar}; a=${a%%-[0-9]*}
              for d in "$w" "$w/config" "$R/etc/$a" $(printf "%s\\n" "$5" | sed -n "s/^-[-D]*spring\\.config\\.\\(additional-\\)\\{0,1\\}location=//p" | tr "," "\\n" | sed -e "s/^optional://" -e "s/^file://" | sed -n "/^\\//p"); do
                if [ -f "$d" ]; then show external "$d"; continue; fi
                for x in "$d"/application*.yml "$d"/application*.yaml "$d"/application*.properties; do show external "$x"; done
              done
              printf "== files\\n"; for x in $stat; do [ -e "$x" ] && stat -L -c "%a %u %g %n" "$x"; done
            }
            boot() { b=; [ -n "$zip" ] && [ -r "$1" ] && b=$(unzip -p "$1" META-INF/MANIFEST.MF | tr -d "\\015" | grep -m 1 "^Spring-Boot-Version:"); [ -n "$b" ]; }
            n=0
            if [ -z "$R" ]; then
              for p in $(grep -alz -x -e "-jar" /proc/[0-9]*/cmdline | head -n 24); do
                p=${p#/proc/}; p=${p%/cmdline}
                [ -r "/proc/$p/cmdline" ] || continue
                v=$(tr "\\000" "\\n" < "/proc/$p/cmdline")
                j=$(printf "%s\\n" "$v" | sed -n "/^-jar$/{n;p;q;}")
                w=$(readlink "/proc/$p/cwd") || w=
                case $j in /*) ;; *) [ -n "$w" ] || { [ -d "/proc/$p" ] && hidden=1; continue; }; j=$w/$j;; esac
                boot "$j" || { case $v in *"-Dspring."*|*"--spring."*|*"--server.port"*) ;; *) [ -r "$j" ] || [ ! -d "/proc/$p" ] || hidden=1; continue;; esac; }
                n=$((n+1)); [ "$n" -le 12 ] && one "$j" "$p" "${w:-${j%/*}}" "$(stat -c %u "/proc/$p")" "$v"
              done
            fi
            if [ "$n" -eq 0 ] && [ -n "$zip" ]; then
              for j in "$R"/opt/*.jar "$R"/opt/*/*.jar "$R"/srv/*/*.jar "$R"/app/*.jar "$R"/usr/local/*/*.jar "$R"/home/*/*.jar "$R"/data/*/*.jar; do
                [ -f "$j" ] && [ "$n" -lt 12 ] && boot "$j" && { n=$((n+1)); one "$j" - "${j%/*}" - ""; }
              done
            fi
            [ "$n" -gt 0 ] || { [ -n "$hidden" ] && exit 43; exit 44; }
            exit 0
            """;

    private SpringBootCollectors() {}

    public static List<Collector> all() {
        return List.of(new Collector(
                        "spring_boot",
                        AssetType.SPRING_BOOT,
                        new Source.Shell(CONFIG, List.of(), true),
                        SpringBootConfig::parse)
                .within(20, 4 << 20)
                .masking(Mask.PASSWORD_SETTING, Mask.URL_PASSWORD, Mask.PRIVATE_KEY));
    }
}
