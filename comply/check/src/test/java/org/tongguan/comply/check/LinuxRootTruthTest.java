package org.tongguan.comply.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.tongguan.comply.asset.Access;
import org.tongguan.comply.asset.Asset;
import org.tongguan.comply.asset.AssetType;
import org.tongguan.comply.catalog.Catalog;
import org.tongguan.comply.facts.FactSheet;
import org.tongguan.comply.facts.Gathered;
import org.tongguan.comply.facts.HostScript;
import org.tongguan.comply.facts.HostScriptOutput;

/// The truth range of a Linux host: a sound root folder, read by the real script, on which every check passes or
/// does not
/// apply; and single settings broken one at a time, each of which must be found by exactly the checks named and
/// no other.
class LinuxRootTruthTest {

    private static final Path CONTENT = Path.of(System.getProperty("tongguan.home"), "content");
    private static final Instant MOMENT = Instant.parse("2026-06-01T00:00:00Z");

    /// What a folder of files cannot answer: whose numbers its owners are.
    private static final List<String> UNANSWERABLE = List.of("linux.file.ownerless");

    private static final List<Check> CHECKS = checks();
    private static final Judge JUDGE = new Judge(CHECKS, MOMENT);

    @TempDir
    private Path folder;

    /// One thing changed in the sound root.
    @FunctionalInterface
    private interface Change {
        void in(Path root) throws IOException;
    }

    /// @param expected the checks that must change, as `id` (fails) or `id=STATE`
    private record Break(String what, Change change, List<String> expected) {}

    @Test
    void aSoundRootPassesEveryCheckThatApplies() throws Exception {
        var states = observe(SoundRoot.in(folder.resolve("sound")));
        var wrong = new TreeMap<>(states);
        wrong.values().removeIf(state -> state == ResultState.PASS);
        assertEquals(Map.of("linux.file.ownerless", ResultState.UNKNOWN), wrong);
    }

    @TestFactory
    Stream<DynamicTest> eachBrokenSettingIsFoundByExactlyTheChecksThatLookAtIt() throws Exception {
        var sound = observe(SoundRoot.in(folder.resolve("sound")));
        return breaks().stream()
                .map(broken -> DynamicTest.dynamicTest(broken.what(), () -> {
                    Path root = SoundRoot.in(folder.resolve(String.valueOf(System.nanoTime())));
                    broken.change().in(root);
                    var changed = new TreeMap<>(observe(root));
                    changed.entrySet().removeIf(entry -> entry.getValue() == sound.get(entry.getKey()));
                    var expected = broken.expected().stream()
                            .map(text -> text.contains("=") ? text.split("=") : new String[] {text, "FAIL"})
                            .collect(Collectors.toMap(
                                    part -> "linux." + part[0],
                                    part -> ResultState.valueOf(part[1]),
                                    (a, b) -> a,
                                    TreeMap::new));
                    assertEquals(expected, changed);
                }));
    }

    @Test
    void everyCheckIsBrokenAtLeastOnce() {
        var broken = breaks().stream()
                .flatMap(one -> one.expected().stream())
                .map(text -> "linux." + text.split("=", 2)[0])
                .collect(Collectors.toSet());
        broken.addAll(UNANSWERABLE);
        assertEquals(
                List.of(),
                CHECKS.stream()
                        .map(Check::id)
                        .filter(id -> !broken.contains(id))
                        .sorted()
                        .toList());
    }

    private static Break edit(String what, String file, String from, String to, String... expected) {
        return new Break(what, root -> replace(root.resolve(file), from, to), List.of(expected));
    }

    private static Break add(String what, String file, String lines, String... expected) {
        return new Break(what, root -> SoundRoot.append(root.resolve(file), lines), List.of(expected));
    }

    private static Break mode(String what, String file, String mode, String... expected) {
        return new Break(
                what,
                root -> {
                    Path path = root.resolve(file);
                    if (!Files.exists(path)) {
                        SoundRoot.write(path, "x\n");
                    }
                    SoundRoot.chmod(path, mode);
                },
                List.of(expected));
    }

    private static Break gone(String what, String file, String... expected) {
        return new Break(what, root -> Files.delete(root.resolve(file)), List.of(expected));
    }

    private static void replace(Path file, String from, String to) throws IOException {
        String text = Files.readString(file);
        assertTrue(text.contains(from), file + " does not hold '" + from + "'");
        Files.writeString(file, text.replace(from, to));
    }

    private static List<Break> breaks() {
        return List.of(
                edit(
                        "an empty password",
                        "etc/shadow",
                        "zhangsan:$y$j9T$salt$hashhashhashhash",
                        "zhangsan:",
                        "auth.empty-password"),
                edit(
                        "a second account with uid 0",
                        "etc/passwd",
                        "zhangsan:x:1000:",
                        "zhangsan:x:0:",
                        "auth.uid-zero",
                        "auth.unique-identity"),
                edit("a uid used twice", "etc/passwd", "lisi:x:1001:", "lisi:x:1000:", "auth.unique-identity"),
                edit("an MD5 password hash", "etc/shadow", "zhangsan:$y$j9T$", "zhangsan:$1$", "auth.hash-scheme"),
                edit(
                        "a DES password hash",
                        "etc/shadow",
                        "zhangsan:$y$j9T$salt$hashhashhashhash",
                        "zhangsan:ab01cdEF23ghI",
                        "auth.hash-scheme"),
                edit("MD5 for new passwords", "etc/pam.d/common-password", "yescrypt", "md5", "auth.hash-configured"),
                edit(
                        "passwords of six characters",
                        "etc/security/pwquality.conf",
                        "minlen = 10",
                        "minlen = 6",
                        "auth.password-length"),
                edit(
                        "length given back by credits",
                        "etc/security/pwquality.conf",
                        "minlen = 10",
                        "minlen = 10\ndcredit = 3",
                        "auth.password-length"),
                edit(
                        "two kinds of characters",
                        "etc/security/pwquality.conf",
                        "minclass = 3",
                        "minclass = 2",
                        "auth.password-classes"),
                edit(
                        "root outside the policy",
                        "etc/security/pwquality.conf",
                        "enforce_for_root\n",
                        "",
                        "auth.password-root"),
                add(
                        "a policy that only warns",
                        "etc/security/pwquality.conf",
                        "enforcing = 0",
                        "auth.password-length",
                        "auth.password-classes",
                        "auth.password-root"),
                edit(
                        "one password remembered",
                        "etc/pam.d/common-password",
                        "remember=5",
                        "remember=1",
                        "auth.password-history"),
                edit(
                        "passwords that never expire",
                        "etc/login.defs",
                        "PASS_MAX_DAYS 90",
                        "PASS_MAX_DAYS 99999",
                        "auth.max-age-default"),
                edit(
                        "an account whose password never expires",
                        "etc/shadow",
                        "zhangsan:$y$j9T$salt$hashhashhashhash:20580:0:90",
                        "zhangsan:$y$j9T$salt$hashhashhashhash:20580:0:99999",
                        "auth.max-age-accounts"),
                edit(
                        "a password not changed for years",
                        "etc/shadow",
                        "hashhashhashhash:20580:0:90",
                        "hashhashhashhash:19000:0:90",
                        "auth.password-age"),
                edit(
                        "no warning before expiry",
                        "etc/login.defs",
                        "PASS_WARN_AGE 7",
                        "PASS_WARN_AGE 0",
                        "auth.warn-age"),
                edit(
                        "PAM takes empty passwords",
                        "etc/pam.d/common-auth",
                        "pam_unix.so",
                        "pam_unix.so nullok",
                        "auth.nullok"),
                mode("a .rhosts file", "home/zhangsan/.rhosts", "600", "auth.trust-files"),
                mode("a hosts.equiv file", "etc/hosts.equiv", "644", "auth.trust-files"),
                edit("no second factor", "etc/pam.d/sshd", "auth required pam_oath.so\n", "", "auth.second-factor"),
                edit(
                        "a boot loader open to everyone",
                        "boot/grub/grub.cfg",
                        "password_pbkdf2 root grub.pbkdf2.sha512.10000.AB",
                        "password_pbkdf2 root ${GRUB2_PASSWORD}",
                        "auth.boot-password"),
                edit(
                        "failures are not counted",
                        "etc/pam.d/common-auth",
                        "auth [default=die] pam_faillock.so authfail\n",
                        "",
                        "auth.lockout-login",
                        "auth.lockout-sshd",
                        "auth.lockout-root"),
                edit(
                        "twenty attempts",
                        "etc/security/faillock.conf",
                        "deny = 5",
                        "deny = 20",
                        "auth.lockout-login=PARTIAL",
                        "auth.lockout-sshd=PARTIAL"),
                edit(
                        "a lock-out of a minute",
                        "etc/security/faillock.conf",
                        "unlock_time = 900",
                        "unlock_time = 60",
                        "auth.lockout-login=PARTIAL",
                        "auth.lockout-sshd=PARTIAL"),
                edit(
                        "root is never locked out",
                        "etc/security/faillock.conf",
                        "even_deny_root\n",
                        "",
                        "auth.lockout-root"),
                edit("no idle time-out", "etc/profile", "TMOUT=600", "TMOUT=0", "auth.idle-timeout"),
                edit("an idle time-out of two hours", "etc/profile", "TMOUT=600", "TMOUT=7200", "auth.idle-timeout"),
                add(
                        "telnet is open",
                        "proc/net/tcp",
                        SoundRoot.listening(23),
                        "remote.cleartext",
                        "service.high-risk-ports"),
                add(
                        "telnet starts at boot",
                        "etc/systemd/system/sockets.target.wants/telnet.socket",
                        "",
                        "remote.cleartext",
                        "service.unneeded"),
                add(
                        "telnet by xinetd",
                        "etc/xinetd.d/telnet",
                        "service telnet\n{\n\tdisable = no\n}",
                        "remote.cleartext"),
                edit(
                        "anyone may su",
                        "etc/pam.d/su",
                        "auth required pam_wheel.so use_uid\n",
                        "",
                        "access.su-restricted"),
                edit("files open to read by default", "etc/profile", "umask 027", "umask 022", "access.umask=PARTIAL"),
                edit("files open to write by default", "etc/profile", "umask 027", "umask 000", "access.umask"),
                add(
                        "everything without a password",
                        "etc/sudoers.d/90-cloud",
                        "ubuntu ALL=(ALL) NOPASSWD: ALL",
                        "access.sudo-nopasswd",
                        "access.sudo-least"),
                add(
                        "sudo without authentication",
                        "etc/sudoers",
                        "Defaults:zhangsan !authenticate",
                        "access.sudo-authenticate"),
                add("full rights outside the group", "etc/sudoers", "lisi ALL=(ALL:ALL) ALL", "access.sudo-least"),
                edit(
                        "one administrator for everything",
                        "etc/sudoers",
                        "adm ALL=(root) /",
                        "adm ALL=(root) ALL, /",
                        "access.three-admins",
                        "access.sudo-least"),
                add("sudo keeps no record", "etc/sudoers", "Defaults !syslog", "access.sudo-logged"),
                edit(
                        "a default account with a shell",
                        "etc/passwd",
                        "/var/spool/lpd:/usr/sbin/nologin",
                        "/var/spool/lpd:/bin/sh",
                        "access.default-accounts"),
                new Break(
                        "a service account with a password",
                        root -> {
                            SoundRoot.append(root.resolve("etc/passwd"), "oracle:x:200:200::/opt/oracle:/bin/bash");
                            SoundRoot.append(
                                    root.resolve("etc/shadow"), "oracle:$6$saltsalt$hashhashhash:20580:0:90:7:::");
                        },
                        List.of("access.system-shells")),
                add("a test account", "etc/passwd", "test:x:1002:1002::/home/test:/bin/bash", "access.shared-accounts"),
                edit(
                        "an expired account still open",
                        "etc/shadow",
                        "hashhashhashhash:20580:0:90:7:::",
                        "hashhashhashhash:20580:0:90:7::20590:",
                        "access.expired-accounts"),
                mode("a home folder the group can write", "home/zhangsan", "770", "access.home-permissions"),
                mode("a home folder everyone can read", "home/zhangsan", "755", "access.home-permissions=PARTIAL"),
                mode(
                        "authorized_keys the group can write",
                        "home/zhangsan/.ssh/authorized_keys",
                        "660",
                        "access.key-permissions"),
                mode("passwd the group can write", "etc/passwd", "664", "file.account-files"),
                mode("passwd everyone can write", "etc/passwd", "666", "file.account-files", "file.world-writable"),
                mode("shadow everyone can read", "etc/shadow", "644", "file.shadow-files"),
                mode("sudoers the group can write", "etc/sudoers", "664", "file.privilege-files"),
                mode("cron jobs the group can write", "etc/cron.d", "775", "file.cron"),
                mode("a login log everyone can read", "var/log/auth.log", "644", "log.permissions"),
                mode("a file everyone can write", "opt/app/start.sh", "777", "file.world-writable"),
                new Break(
                        "a shared folder without the sticky bit",
                        root -> {
                            Files.createDirectories(root.resolve("data"));
                            SoundRoot.chmod(root.resolve("data"), "777");
                        },
                        List.of("file.sticky")),
                new Break(
                        "a set-uid shell",
                        root -> {
                            SoundRoot.write(root.resolve("opt/rootsh"), "x\n");
                            SoundRoot.chmod(root.resolve("opt/rootsh"), "4755");
                        },
                        List.of("file.set-uid")),
                edit("SELinux only warns", "sys/fs/selinux/enforce", "1", "0", "access.mandatory=PARTIAL"),
                gone("SELinux is off", "sys/fs/selinux/enforce", "access.mandatory"),
                gone("auditd does not run", "proc/11/comm", "audit.running"),
                gone(
                        "auditd does not start at boot",
                        "etc/systemd/system/multi-user.target.wants/auditd.service",
                        "audit.enabled"),
                edit(
                        "shadow is not audited",
                        "etc/audit/rules.d/50.rules",
                        "-w /etc/shadow ",
                        "#-w /etc/shadow ",
                        "audit.identity-rules"),
                edit(
                        "commands are not audited",
                        "etc/audit/rules.d/50.rules",
                        "-S execve ",
                        "-S execveat ",
                        "audit.command-rules"),
                edit(
                        "commands are excepted from audit",
                        "etc/audit/rules.d/50.rules",
                        "always,exit -F arch=b64 -S execve ",
                        "never,exit -F arch=b64 -S execve ",
                        "audit.command-rules"),
                edit(
                        "clock changes are not audited",
                        "etc/audit/rules.d/50.rules",
                        "-S settimeofday,clock_settime",
                        "-S adjtimex",
                        "audit.change-rules"),
                edit(
                        "the audit settings are not audited",
                        "etc/audit/rules.d/50.rules",
                        "-w /etc/audit/",
                        "-w /etc/other/",
                        "audit.own-records"),
                edit("audit rules can be changed", "etc/audit/rules.d/50.rules", "-e 2", "-e 1", "audit.immutable"),
                edit(
                        "a full audit disk is ignored",
                        "etc/audit/auditd.conf",
                        "disk_full_action = SUSPEND",
                        "disk_full_action = IGNORE",
                        "audit.space"),
                edit(
                        "audit records are thrown away",
                        "etc/audit/auditd.conf",
                        "log_format = ENRICHED",
                        "log_format = NOLOG",
                        "audit.written"),
                gone("no log service", "proc/12/comm", "log.running", "log.remote"),
                edit(
                        "logins are not logged",
                        "etc/rsyslog.conf",
                        "auth,authpriv.* /var/log/auth.log\n",
                        "",
                        "log.login-records"),
                edit("logs stay here", "etc/rsyslog.conf", "*.* @@10.0.0.9:514\n", "", "log.remote"),
                edit(
                        "logs go to this very host",
                        "etc/rsyslog.conf",
                        "@@10.0.0.9:514",
                        "@@127.0.0.1:514",
                        "log.remote"),
                edit(
                        "logs stay four weeks",
                        "etc/logrotate.d/rsyslog",
                        "rotate 27",
                        "rotate 4",
                        "log.retention=PARTIAL"),
                edit(
                        "no time source",
                        "etc/chrony.conf",
                        "server ntp.example.cn iburst",
                        "#",
                        "time.synchronised=PARTIAL"),
                add(
                        "a compiler",
                        "var/lib/dpkg/status",
                        "Package: gcc\nStatus: install ok installed\nVersion: 12\n",
                        "minimal.development"),
                add(
                        "a desktop",
                        "var/lib/dpkg/status",
                        "Package: gdm3\nStatus: install ok installed\nVersion: 43\n",
                        "minimal.desktop"),
                add(
                        "a telnet server package",
                        "var/lib/dpkg/status",
                        "Package: telnetd\nStatus: install ok installed\nVersion: 0\n",
                        "minimal.legacy"),
                add("a file share is open", "proc/net/tcp", SoundRoot.listening(445), "service.high-risk-ports"),
                add(
                        "printing starts at boot",
                        "etc/systemd/system/multi-user.target.wants/cups.service",
                        "",
                        "service.unneeded"),
                edit("anyone may reach sshd", "etc/hosts.deny", "ALL: ALL", "# none", "access.sources"),
                edit(
                        "a release past its end",
                        "etc/os-release",
                        "VERSION_ID=\"12\"",
                        "VERSION_ID=\"9\"",
                        "patch.supported-release"),
                new Break(
                        "no update for a year",
                        root -> SoundRoot.age(root.resolve("var/lib/dpkg/status"), 365),
                        List.of("patch.recent")),
                edit("an older kernel runs", "proc/sys/kernel/osrelease", "6.1.0-38", "6.1.0-37", "patch.kernel"),
                gone("no intrusion detection", "proc/13/comm", "intrusion.agent"),
                gone("no integrity baseline", "var/lib/aide/aide.db", "intrusion.file-integrity"),
                new Break(
                        "neither anti-malware nor agent",
                        root -> {
                            Files.delete(root.resolve("proc/13/comm"));
                            Files.delete(root.resolve("proc/14/comm"));
                        },
                        List.of("malware.running", "intrusion.agent")),
                new Break(
                        "signatures of last year",
                        root -> SoundRoot.age(root.resolve("var/lib/clamav/daily.cld"), 200),
                        List.of("malware.signatures")),
                edit(
                        "redirects are accepted",
                        "proc/sys/net/ipv4/conf/all/accept_redirects",
                        "0",
                        "1",
                        "kernel.network"),
                edit(
                        "no address randomisation",
                        "proc/sys/kernel/randomize_va_space",
                        "2",
                        "0",
                        "kernel.address-layout"),
                edit("links are not protected", "proc/sys/fs/protected_hardlinks", "1", "0", "kernel.links"),
                edit(
                        "core dumps are allowed",
                        "etc/security/limits.conf",
                        "* hard core 0",
                        "* soft core 0",
                        "residue.core-dumps"),
                edit("set-uid programs dump", "proc/sys/fs/suid_dumpable", "0", "1", "residue.core-dumps"),
                add("swap in clear", "proc/swaps", "/dev/sda2 partition 8388604 0 -2", "residue.swap"),
                edit(
                        "no /tmp of its own",
                        "proc/mounts",
                        "tmpfs /tmp ",
                        "tmpfs /other ",
                        "file.temporary-mounts=PARTIAL"),
                mode("passwords in .netrc", "root/.netrc", "600", "data.stored-credentials"),
                gone("no monitoring", "proc/15/comm", "central.monitoring"));
    }

    private static List<Check> checks() {
        return CheckPack.read(Catalog.read(CONTENT), List.of(CONTENT.resolve("checks"))).checks().stream()
                .filter(check -> check.type() == AssetType.LINUX)
                .filter(check -> Stream.concat(check.needs().stream(), check.wants().stream())
                        .allMatch(id -> HostScript.collectors(true).stream().anyMatch(c -> c.id().equals(id))))
                .toList();
    }

    private static Map<String, ResultState> observe(Path root) throws Exception {
        var gathered = new LinkedHashMap<String, Gathered>();
        Process shell = new ProcessBuilder("/bin/sh", "-s", "--", "TRUTHRANGE", root.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var feeder = Thread.ofVirtual().start(() -> feed(shell));
        var output = new HostScriptOutput(
                "TRUTHRANGE", HostScript.collectors(true), one -> gathered.put(one.collector(), one));
        assertTrue(output.read(shell.getInputStream()), "the script reached its end");
        feeder.join();
        shell.waitFor();
        var asset = new Asset(
                "truth",
                AssetType.LINUX,
                "truth",
                "",
                2,
                false,
                new Access.RootDirectory(root),
                Optional.empty(),
                Map.of());
        gathered.computeIfPresent("file_modes", (id, one) -> asOwnedByRoot(one));
        var sheet = FactSheet.of(asset, gathered.values(), MOMENT);
        return JUDGE.observe(sheet).stream()
                .collect(Collectors.toMap(seen -> seen.check().id(), Observation::state, (a, b) -> a, TreeMap::new));
    }

    /// The tree belongs to whoever runs the test; on a host these files are root's.
    private static Gathered asOwnedByRoot(Gathered modes) {
        String text = new String(modes.bytes(), StandardCharsets.UTF_8).replaceAll("(?m)^(\\d+) \\d+ \\d+ ", "$1 0 0 ");
        return new Gathered(
                modes.collector(),
                modes.outcome(),
                text.getBytes(StandardCharsets.UTF_8),
                modes.message(),
                modes.exit(),
                modes.millis());
    }

    private static void feed(Process shell) {
        try (var in = shell.getOutputStream()) {
            in.write(HostScript.text(true).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("cannot hand the script to the shell", e);
        }
    }

    /// The files of a sound host.
    private static final class SoundRoot {

        private static final String HEX = " 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0";

        static Path in(Path root) throws IOException {
            for (var file : FILES.entrySet()) {
                write(root.resolve(file.getKey()), file.getValue());
            }
            chmod(root.resolve("etc/shadow"), "640");
            chmod(root.resolve("etc/sudoers"), "440");
            chmod(root.resolve("var/log/auth.log"), "640");
            chmod(root.resolve("var/log/syslog"), "640");
            chmod(root.resolve("root"), "700");
            chmod(root.resolve("home/zhangsan"), "700");
            chmod(root.resolve("home/zhangsan/.ssh/authorized_keys"), "600");
            age(root.resolve("var/lib/dpkg/status"), 10);
            age(root.resolve("var/lib/clamav/daily.cld"), 1);
            age(root.resolve("var/lib/aide/aide.db"), 30);
            return root;
        }

        static void write(Path file, String text) throws IOException {
            Files.createDirectories(Optional.ofNullable(file.getParent()).orElseThrow());
            Files.writeString(file, text);
            chmod(file, "644");
        }

        static void append(Path file, String lines) throws IOException {
            if (!Files.exists(file)) {
                write(file, lines + "\n");
                return;
            }
            FileTime before = Files.getLastModifiedTime(file);
            Files.writeString(file, lines + "\n", StandardOpenOption.APPEND);
            Files.setLastModifiedTime(file, before);
        }

        static void age(Path file, int days) throws IOException {
            Files.setLastModifiedTime(file, FileTime.from(MOMENT.minus(days, ChronoUnit.DAYS)));
        }

        /// @param mode octal; only the JDK's own nine bits can be set directly, set-uid goes through the
        ///     attribute view
        static void chmod(Path file, String mode) throws IOException {
            if (mode.length() == 4) {
                Files.setAttribute(file, "unix:mode", Integer.parseInt(mode, 8));
                return;
            }
            var text = new StringBuilder();
            for (char digit : mode.toCharArray()) {
                int bits = digit - '0';
                text.append((bits & 4) != 0 ? 'r' : '-')
                        .append((bits & 2) != 0 ? 'w' : '-')
                        .append((bits & 1) != 0 ? 'x' : '-');
            }
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(text.toString()));
        }

        static String listening(int port) {
            return "   9: 00000000:" + String.format("%04X", port) + HEX;
        }

        private static final Map<String, String> FILES = files();

        private static Map<String, String> files() {
            var files = new LinkedHashMap<String, String>();
            files.put(
                    "etc/os-release", "PRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\nID=debian\nVERSION_ID=\"12\"\n");
            files.put("etc/passwd", """
                    root:x:0:0:root:/root:/bin/bash
                    daemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin
                    lp:x:7:7:lp:/var/spool/lpd:/usr/sbin/nologin
                    zhangsan:x:1000:1000:张三:/home/zhangsan:/bin/bash
                    lisi:x:1001:1001:李四:/home/lisi:/bin/bash
                    secadm:x:1102:1102:安全管理员:/home/secadm:/bin/bash
                    auditadm:x:1103:1103:审计管理员:/home/auditadm:/bin/bash
                    """);
            files.put("etc/shadow", """
                    root:$6$saltsalt$hashhashhashhash:20580:0:90:7:::
                    daemon:*:20000:0:99999:7:::
                    lp:*:20000:0:99999:7:::
                    zhangsan:$y$j9T$salt$hashhashhashhash:20580:0:90:7:::
                    lisi:!:20000:0:90:7:::
                    secadm:$y$j9T$salt$hashhashhashhash:20580:0:90:7:::
                    auditadm:$y$j9T$salt$hashhashhashhash:20580:0:90:7:::
                    """);
            files.put("etc/group", "root:x:0:\nsudo:x:27:zhangsan\n");
            files.put(
                    "etc/login.defs",
                    "# policy\nPASS_MAX_DAYS 90\nPASS_WARN_AGE 7\nUMASK 027\nENCRYPT_METHOD YESCRYPT\n");
            files.put("etc/pam.d/common-auth", """
                    auth required pam_faillock.so preauth
                    auth [success=1 default=ignore] pam_unix.so
                    auth [default=die] pam_faillock.so authfail
                    auth requisite pam_deny.so
                    """);
            files.put("etc/pam.d/common-password", """
                    password requisite pam_pwquality.so retry=3
                    password required pam_pwhistory.so remember=5 use_authtok
                    password [success=1 default=ignore] pam_unix.so obscure use_authtok yescrypt
                    password requisite pam_deny.so
                    """);
            files.put("etc/pam.d/login", "@include common-auth\n@include common-password\n");
            files.put("etc/pam.d/sshd", "@include common-auth\nauth required pam_oath.so\n@include common-password\n");
            files.put("etc/pam.d/passwd", "@include common-password\n");
            files.put(
                    "etc/pam.d/su",
                    "auth sufficient pam_rootok.so\nauth required pam_wheel.so use_uid\n@include common-auth\n");
            files.put("etc/security/pwquality.conf", "minlen = 10\nminclass = 3\nenforce_for_root\n");
            files.put("etc/security/faillock.conf", "deny = 5\nunlock_time = 900\neven_deny_root\n");
            files.put("etc/security/limits.conf", "* hard core 0\n");
            files.put("etc/profile", "TMOUT=600\nreadonly TMOUT\nexport TMOUT\numask 027\n");
            files.put("etc/sudoers", """
                    Defaults env_reset
                    root ALL=(ALL:ALL) ALL
                    %sudo ALL=(ALL:ALL) ALL
                    secadm ALL=(root) /usr/sbin/nft
                    auditadm ALL=(root) /usr/sbin/ausearch, /usr/sbin/aureport
                    @includedir /etc/sudoers.d
                    """);
            files.put("etc/audit/rules.d/50.rules", """
                    -w /etc/passwd -p wa -k identity
                    -w /etc/shadow -p wa -k identity
                    -w /etc/group -p wa -k identity
                    -w /etc/sudoers -p wa -k scope
                    -w /var/log/audit/ -p wa -k trail
                    -w /etc/audit/ -p wa -k trail
                    -a always,exit -F arch=b64 -S execve -F auid>=1000 -k exec
                    -a always,exit -F arch=b64 -S settimeofday,clock_settime -k time
                    -a always,exit -F arch=b64 -S chmod,chown,unlink,rename -F auid>=1000 -k change
                    -a always,exit -F arch=b64 -S init_module,delete_module -k modules
                    -e 2
                    """);
            files.put("etc/audit/auditd.conf", """
                    log_format = ENRICHED
                    max_log_file_action = ROTATE
                    space_left_action = SYSLOG
                    admin_space_left_action = SUSPEND
                    disk_full_action = SUSPEND
                    disk_error_action = SUSPEND
                    """);
            files.put("etc/rsyslog.conf", """
                    $FileCreateMode 0640
                    auth,authpriv.* /var/log/auth.log
                    *.*;auth,authpriv.none -/var/log/syslog
                    *.* @@10.0.0.9:514
                    """);
            files.put("etc/logrotate.conf", "weekly\nrotate 4\ninclude /etc/logrotate.d\n");
            files.put("etc/logrotate.d/rsyslog", "/var/log/syslog\n/var/log/auth.log\n{\n  rotate 27\n  weekly\n}\n");
            files.put("etc/chrony.conf", "server ntp.example.cn iburst\n");
            files.put("etc/hosts.allow", "sshd: 10.0.8.0/24\n");
            files.put("etc/hosts.deny", "ALL: ALL\n");
            files.put("etc/selinux/config", "SELINUX=enforcing\n");
            files.put("etc/systemd/system/multi-user.target.wants/auditd.service", "");
            files.put("etc/cron.d/0hourly", "# nothing\n");
            files.put("sys/fs/selinux/enforce", "1");
            files.put("boot/grub/grub.cfg", "set superusers=root\npassword_pbkdf2 root grub.pbkdf2.sha512.10000.AB\n");
            files.put("var/log/auth.log", "");
            files.put("var/log/syslog", "");
            files.put("var/lib/dpkg/status", "Package: bash\nStatus: install ok installed\nVersion: 5.2\n\n");
            files.put("var/lib/clamav/daily.cld", "x");
            files.put("var/lib/aide/aide.db", "x");
            files.put("lib/modules/6.1.0-38-amd64/modules.dep", "");
            files.put("lib/modules/6.1.0-37-amd64/modules.dep", "");
            files.put("root/.profile", "");
            files.put("home/zhangsan/.ssh/authorized_keys", "ssh-ed25519 AAAA\n");
            files.put("proc/mounts", """
                    /dev/sda1 / ext4 rw,relatime 0 0
                    tmpfs /tmp tmpfs rw,nosuid,nodev,noexec 0 0
                    tmpfs /dev/shm tmpfs rw,nosuid,nodev,noexec 0 0
                    """);
            files.put("proc/swaps", "Filename Type Size Used Priority\n");
            files.put("proc/net/tcp", "  sl  local_address rem_address   st\n   0: 00000000:0016" + HEX + "\n");
            String[] programs = {
                "systemd", "auditd", "rsyslogd", "YDService", "clamd", "zabbix_agentd", "chronyd", "sshd"
            };
            for (int i = 0; i < programs.length; i++) {
                files.put("proc/" + (i == 0 ? 1 : 10 + i) + "/comm", programs[i] + "\n");
            }
            Map.ofEntries(
                            Map.entry("net/ipv4/ip_forward", "0"),
                            Map.entry("net/ipv4/tcp_syncookies", "1"),
                            Map.entry("net/ipv4/conf/all/accept_redirects", "0"),
                            Map.entry("net/ipv4/conf/all/accept_source_route", "0"),
                            Map.entry("net/ipv4/icmp_echo_ignore_broadcasts", "1"),
                            Map.entry("kernel/randomize_va_space", "2"),
                            Map.entry("kernel/osrelease", "6.1.0-38-amd64"),
                            Map.entry("fs/suid_dumpable", "0"),
                            Map.entry("fs/protected_symlinks", "1"),
                            Map.entry("fs/protected_hardlinks", "1"))
                    .forEach((name, value) -> files.put("proc/sys/" + name, value + "\n"));
            return files;
        }
    }
}
