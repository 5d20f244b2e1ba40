package org.tongguan.comply.facts.linux;

import java.util.List;
import org.tongguan.comply.asset.AssetType;
import org.tongguan.comply.facts.Collector;
import org.tongguan.comply.facts.Mask;
import org.tongguan.comply.facts.Parser;
import org.tongguan.comply.facts.Source;

/// The host itself: accounts, authentication, audit, services, packages, files. All but the live audit state
/// come from
/// files below the root folder, the kernel's own included, so that an unpacked image can be read the same way.
public final class LinuxCollectors {

    private static final int WALK_SECONDS_MAX = 90;

    /// What the walk leaves out: other kernels' views, and stores of containers and snapshots, which are not the
    /// host's files.
    private static final String WALK_PRUNED =
            "/proc /sys /dev /run /snap /.snapshots /var/lib/docker /var/lib/containerd "
                    + "/var/lib/containers/storage /var/lib/kubelet/pods /var/lib/lxcfs /var/lib/lxc /var/lib/machines";

    /// Folders of root that no other account may enter: neither loose modes nor set-uid programs below them are
    /// within anyone's reach. A list of access rights shows its mask in the group's place, so it keeps them open.
    private static final String WALK_SHUT = "-type d -uid 0 ! -perm /0011";

    private LinuxCollectors() {}

    public static List<Collector> all() {
        return List.of(
                file("os_release", "/etc/os-release", KeyValue::parse),
                file("passwd", "/etc/passwd", Accounts::passwd),
                privileged("shadow", "f /etc/shadow", "/usr/bin/cat /etc/shadow", Accounts::shadow)
                        .masking(Mask.PASSWORD_HASH, Mask.SHADOW_DES),
                file("group", "/etc/group", Accounts::group),
                file("login_defs", "/etc/login.defs", KeyValue::spaced),
                files(
                        "pam",
                        "/etc/pam.d /etc/security/pwquality.conf /etc/security/pwquality.conf.d "
                                + "/etc/security/faillock.conf /etc/security/pwhistory.conf "
                                // named again because systems that build their stacks link to them, and links inside
                                // folders
                                // of an image are not followed
                                + "/etc/pam.d/system-auth /etc/pam.d/password-auth",
                        Pam::parse),
                files("shells", "/etc/profile /etc/profile.d /etc/bashrc /etc/bash.bashrc", ShellSettings::parse),
                privileged(
                        "sudoers",
                        "g /etc/sudoers /etc/sudoers.d",
                        "/usr/bin/grep -aRsH ^ /etc/sudoers /etc/sudoers.d",
                        Sudoers::parse),
                privileged("audit", "g /etc/audit", "/usr/bin/grep -aRsH ^ /etc/audit", AuditSettings::parse),
                files(
                        "logging",
                        "/etc/rsyslog.conf /etc/rsyslog.d /etc/syslog-ng/syslog-ng.conf /etc/syslog-ng/conf.d "
                                + "/etc/systemd/journald.conf /etc/systemd/journald.conf.d /etc/systemd/journal-upload.conf",
                        Logging::parse),
                files("logrotate", "/etc/logrotate.conf /etc/logrotate.d", Logging::rotation),
                files(
                        "clock",
                        "/etc/chrony.conf /etc/chrony/chrony.conf /etc/chrony/conf.d /etc/chrony/sources.d "
                                + "/etc/chrony.d /etc/ntp.conf /etc/ntpsec/ntp.conf /etc/systemd/timesyncd.conf "
                                + "/etc/systemd/timesyncd.conf.d",
                        Clock::parse),
                privileged(
                        "host_access",
                        "g /etc/hosts.allow /etc/hosts.deny /etc/security/access.conf /etc/nftables.conf "
                                + "/etc/sysconfig/nftables.conf /etc/sysconfig/iptables /etc/iptables /etc/ufw/user.rules "
                                + "/etc/firewalld/zones",
                        "/usr/bin/grep -aRsH ^ /etc/hosts.allow /etc/hosts.deny /etc/security/access.conf /etc/nftables.conf "
                                + "/etc/sysconfig/nftables.conf /etc/sysconfig/iptables /etc/iptables /etc/ufw/user.rules "
                                + "/etc/firewalld/zones",
                        HostAccess::parse),
                files(
                        "mandatory_access",
                        "/etc/selinux/config /sys/fs/selinux/enforce /sys/module/apparmor/parameters/enabled",
                        HostAccess::mandatory),
                files(
                        "limits",
                        "/etc/security/limits.conf /etc/security/limits.d /etc/systemd/coredump.conf "
                                + "/etc/systemd/coredump.conf.d",
                        Storage::limits),
                files("storage", "/proc/mounts /proc/swaps /etc/crypttab", Storage::parse),
                files(
                        "kernel",
                        "/proc/sys/net/ipv4/ip_forward /proc/sys/net/ipv4/tcp_syncookies "
                                + "/proc/sys/net/ipv4/conf/all/accept_redirects "
                                + "/proc/sys/net/ipv6/conf/all/accept_redirects "
                                + "/proc/sys/net/ipv6/conf/all/accept_source_route /proc/sys/net/ipv4/conf/all/send_redirects "
                                + "/proc/sys/net/ipv4/conf/all/accept_source_route /proc/sys/net/ipv4/conf/all/rp_filter "
                                + "/proc/sys/net/ipv4/icmp_echo_ignore_broadcasts /proc/sys/kernel/randomize_va_space "
                                + "/proc/sys/kernel/kptr_restrict /proc/sys/kernel/dmesg_restrict /proc/sys/kernel/core_pattern "
                                + "/proc/sys/kernel/yama/ptrace_scope /proc/sys/kernel/sysrq /proc/sys/fs/suid_dumpable "
                                + "/proc/sys/fs/protected_symlinks /proc/sys/fs/protected_hardlinks",
                        KernelSettings::parse),
                shell("listeners", """
                        n=44
                        for t in tcp tcp6 udp udp6; do
                          [ -r "$R/proc/net/$t" ] || continue
                          n=0; echo "== $t"; head -n 1500 "$R/proc/net/$t"
                        done
                        exit $n""", Listeners::parse).within(10, 1 << 20),
                shell("processes", """
                        [ -d "$R/proc/1" ] || exit 44
                        [ -r "$R/proc/1/comm" ] || exit 43
                        cat "$R"/proc/[0-9]*/comm | sort -u
                        exit 0""", HostState::processes),
                shell(
                        "services",
                        """
                        [ -d "$R/etc/systemd/system" ] || [ -d "$R/etc/rc3.d" ] || [ -d "$R/etc/rc.d/rc3.d" ] || exit 44
                        find "$R/etc/systemd/system" "$R/etc/rc3.d" "$R/etc/rc.d/rc3.d" -maxdepth 2 \\
                          ( -path "*.wants/*" -o -path "*/rc3.d/S*" )
                        grep -aHs "^[[:space:]]*disable" "$R"/etc/xinetd.d/*
                        grep -aHs "^[a-z]" "$R/etc/inetd.conf"
                        exit 0""".replace("( -path", "\\( -path").replace("S*\" )", "S*\" \\)"),
                        HostState::enabled),
                // as nobody, rpm cannot take its lock nor touch its database files
                shell("packages", """
                        if [ -f "$R/var/lib/dpkg/status" ]; then
                          echo dpkg; grep -aE "^(Package|Status|Version): " "$R/var/lib/dpkg/status"; exit 0
                        fi
                        [ -d "$R/var/lib/rpm" ] || [ -d "$R/usr/lib/sysimage/rpm" ] || exit 44
                        d=$R/var/lib/rpm; [ -d "$d" ] || d=$R/usr/lib/sysimage/rpm
                        have rpm || { echo "a package database, but no rpm to read it" >&2; exit 1; }
                        echo rpm; set -- rpm --dbpath "$d" -qa --qf "%{NAME} %{VERSION}-%{RELEASE}\\\\n"
                        [ "$(id -u)" != 0 ] || set -- setpriv --reuid=65534 --regid=65534 --clear-groups "$@"
                        "$@\"""", HostState::packages).within(30, 2 << 20),
                shell("updates", """
                        cd "${R:-/}" || exit 44
                        for k in lib/modules/*/modules.dep; do
                          [ ! -e "$k" ] || { k=${k#lib/modules/}; echo "kernel ${k%/*}"; }
                        done
                        [ ! -r proc/sys/kernel/osrelease ] || { printf "running "; cat proc/sys/kernel/osrelease; }
                        [ ! -d var/lib/aide ] || [ -x var/lib/aide ] || echo "hidden var/lib/aide"
                        set --
                        for p in var/lib/dpkg/status var/lib/apt/lists var/lib/apt/periodic/update-success-stamp \\
                          var/lib/rpm/rpmdb.sqlite var/lib/rpm/Packages usr/lib/sysimage/rpm/rpmdb.sqlite \\
                          var/lib/clamav/daily.cvd var/lib/clamav/daily.cld var/lib/aide/aide.db var/lib/aide/aide.db.gz; do
                          [ ! -e "$p" ] || set -- "$@" "$p"
                        done
                        [ $# = 0 ] || stat -c "%Y %n" -- "$@"
                        exit 0""", HostState::updates),
                shell("file_modes", """
                        cd "${R:-/}" || exit 44
                        set --
                        for p in etc/passwd etc/passwd- etc/group etc/shadow etc/shadow- etc/gshadow etc/gshadow- etc/sudoers \\
                          etc/sudoers.d etc/crontab etc/cron.d etc/cron.hourly etc/cron.daily etc/cron.weekly \\
                          etc/cron.monthly etc/cron.allow etc/cron.deny var/spool/cron var/spool/cron/crontabs \\
                          etc/login.defs etc/pam.d etc/security etc/audit etc/audit/auditd.conf etc/rsyslog.conf \\
                          etc/profile etc/hosts.equiv root root/.rhosts root/.netrc boot/grub/grub.cfg boot/grub2/grub.cfg \\
                          boot/grub2/user.cfg var/log var/log/audit var/log/* var/log/audit/audit.log; do
                          [ ! -e "$p" ] || set -- "$@" "$p"
                          [ $# -lt 400 ] || break
                        done
                        [ $# != 0 ] || exit 44
                        stat -L -c "%a %u %g %n" -- "$@"
                        """, FileModes::stat),
                shell("homes", """
                        [ -r "$R/etc/passwd" ] || exit 44
                        cd "${R:-/}"; n=0; set --
                        while IFS=: read -r a b u c d h e; do
                          case $u in 0 | [1-9][0-9][0-9][0-9]*) ;; *) continue ;; esac
                          case $e in *nologin | */false) continue ;; esac
                          h=${h#/}; [ -n "$h" ] && [ -d "$h" ] || continue
                          # a folder one may not look into could hide what is asked for
                          [ -x "$h" ] || exit 43
                          for p in "$h" "$h/.rhosts" "$h/.netrc" "$h/.forward" "$h/.ssh/authorized_keys"; do
                            [ ! -e "$p" ] || set -- "$@" "$p"
                          done
                          n=$((n + 1)); [ $n -lt 200 ] || break
                        done < "$R/etc/passwd"
                        [ $# != 0 ] || exit 44
                        stat -L -c "%a %u %g %n" -- "$@\"""", FileModes::stat),
                new Collector(
                        "boot",
                        AssetType.LINUX,
                        new Source.Shell(
                                """
                        n=44 c=0
                        for q in boot/grub/grub.cfg boot/grub2/grub.cfg boot/grub2/user.cfg boot/efi/EFI; do
                          d=$R/${q%/*} q=$R/$q
                          # a folder one may not enter could hide it
                          if [ -d "$d" ] && [ ! -x "$d" ]; then n=0 c=43; fi
                          [ ! -e "$q" ] || { n=0; [ -r "$q" ] || c=43; }
                        done
                        [ $n = 0 ] || exit 44
                        w=; [ -n "$R" ] || [ $c = 0 ] || w=s
                        $w grep -arsHoE "grub.pbkdf2.sha512|superusers" "$R/boot/grub/grub.cfg" \\
                          "$R/boot/grub2/grub.cfg" "$R/boot/grub2/user.cfg" "$R/boot/efi/EFI"
                        case $? in 0 | 2) ;; 1) [ "$(id -u)" = 0 ] || exit $c ;; *) exit 43 ;; esac
                        exit 0""",
                                List.of(
                                        "/usr/bin/grep -arsHoE grub.pbkdf2.sha512|superusers "
                                                + "/boot/grub/grub.cfg /boot/grub2/grub.cfg /boot/grub2/user.cfg /boot/efi/EFI"),
                                true),
                        LinuxCollectors::words),
                walk());
    }

    /// The one walk over the file system; it looks at folders only root may enter, but not below them. `-ls`
    /// writes what is hostile in names as escapes; `awk` keeps at most 400 lines of each first letter of the
    /// mode, so that a million loose files do not crowd out the rest.
    private static Collector walk() {
        var prune = new StringBuilder();
        var privileged = new StringBuilder();
        for (String path : WALK_PRUNED.split(" ")) {
            prune.append(prune.isEmpty() ? "" : " -o ")
                    .append("-path \"$R")
                    .append(path)
                    .append('"');
            privileged
                    .append(privileged.isEmpty() ? "" : " -o ")
                    .append("-path ")
                    .append(path);
        }
        String owners = "! -uid 0 -nouser -o ! -gid 0 -nogroup";
        String wanted = " " + owners + " -o -type f -perm /6002 -o -type d -perm -0002 ! -perm -1000 ";
        // whose numbers an image's owners are, its own passwd says; find would ask this machine's
        String program = """
                o="OWNERS -o" w=s; [ -z "$R" ] || { o= w=; echo "owners unknown"; }
                { $w find "$R/" -xdev -ignore_readdir_race \\( PRUNE \\) -prune -o \\( WANTED \\) -ls -o SHUT -prune 2>&1
                  [ $? = 0 ] && echo "end complete" || echo "end incomplete"; } | awk '
                  /^end /{ e = $0; next }
                  $3 !~ /^[-dlbcps][-rwxsStT]{9}/ { if (/No such file/) gone = 1; else lost = 1; next }
                  { r = ENVIRON["R"] "/"; i = r == "/" ? 0 : index($0, r)
                    if (i) $0 = substr($0, 1, i - 1) "/" substr($0, i + length(r)) }
                  { k = substr($3, 1, 1) ($3 ~ /s/ ? "s" : ""); if (n[k]++ < 1500) print }
                  END { if (e == "end incomplete" && gone && !lost) e = "end complete"; for (k in n) if (n[k] > 1500) e = "end incomplete"
                    print e ? e : "end incomplete" }'
                """.replace("PRUNE", prune)
                .replace("WANTED", wanted.strip().replace(owners + " -o", "$o"))
                .replace("SHUT", WALK_SHUT)
                .replace("OWNERS", owners);
        return new Collector(
                        "walk",
                        AssetType.LINUX,
                        new Source.Shell(
                                program,
                                List.of("/usr/bin/find / -xdev -ignore_readdir_race ( " + privileged + " ) -prune -o ("
                                        + wanted + ") -ls -o " + WALK_SHUT + " -prune"),
                                true),
                        FileModes::walk)
                .within(WALK_SECONDS_MAX, 2 << 20);
    }

    private static List<Object> words(String text) throws org.tongguan.comply.facts.Garbled {
        var words = new java.util.ArrayList<Object>();
        for (var file : FileLines.byPath(text, "/boot/").entrySet()) {
            words.addAll(file.getValue());
        }
        return words;
    }

    private static Collector file(String id, String path, Parser parser) {
        return new Collector(id, AssetType.LINUX, new Source.Shell("f " + path, List.of(), true), parser);
    }

    private static Collector files(String id, String paths, Parser parser) {
        return new Collector(id, AssetType.LINUX, new Source.Shell("g " + paths, List.of(), true), parser)
                .within(10, 1 << 20);
    }

    private static Collector privileged(String id, String program, String command, Parser parser) {
        return new Collector(id, AssetType.LINUX, new Source.Shell(program, List.of(command), true), parser)
                .within(10, 1 << 20);
    }

    private static Collector shell(String id, String program, Parser parser) {
        return new Collector(id, AssetType.LINUX, new Source.Shell(program, List.of(), true), parser);
    }
}
