package org.tongguan.comply.gather;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tongguan.comply.facts.HostScript;

/// Read-only, proved: every system call of a full collection is traced, with all its children, and none may
/// change the host or reach a network. Where strace is missing or may not trace, the test says so and is
/// skipped.
@Timeout(300)
class ReadOnlyTest {

    /// Calls that change a file system, the machine, or somebody else's process, whatever their arguments.
    private static final Pattern CHANGING = Pattern.compile(
            "(unlink|unlinkat|rename|renameat|renameat2|mkdir|mkdirat|rmdir|mknod|mknodat|link|linkat|symlink|symlinkat"
                    + "|chmod|fchmod|fchmodat|fchmodat2|chown|fchown|lchown|fchownat|utime|utimes|utimensat|futimesat"
                    + "|truncate|ftruncate|fallocate|setxattr|lsetxattr|fsetxattr|removexattr|lremovexattr|fremovexattr"
                    + "|mount|umount2|move_mount|open_tree|fsopen|pivot_root|chroot|swapon|swapoff|sethostname|setdomainname|reboot"
                    + "|settimeofday|clock_settime|init_module|finit_module|delete_module|kexec_load"
                    + "|quotactl|acct|ptrace|process_vm_writev|keyctl|add_key|bpf|perf_event_open)\\(.*");

    /// An open that could write; `/dev/null` and `/dev/tty` keep nothing, and `/dev/fd/N` is a pipe already open.
    private static final Pattern WRITING_OPEN = Pattern.compile(
            "(?:open|openat|openat2|creat)\\([^\"]*\"([^\"]*)\".*\\b(?:O_WRONLY|O_RDWR|O_CREAT|O_TRUNC|O_APPEND|O_TMPFILE)\\b.*");

    /// Everything judged below; `?` lets strace skip what this processor does not have.
    private static final String TRACED =
            "?open,openat,openat2,?creat,?unlink,unlinkat,?rename,?renameat,renameat2,?mkdir,mkdirat"
                    + ",?rmdir,?mknod,mknodat,?link,linkat,?symlink,symlinkat,?chmod,fchmod,fchmodat,?chown,fchown,?lchown,fchownat"
                    + ",?utime,?utimes,utimensat,?futimesat,truncate,ftruncate,fallocate,setxattr,lsetxattr,fsetxattr,removexattr"
                    + ",lremovexattr,fremovexattr,mount,umount2,move_mount,open_tree,fsopen,pivot_root,chroot,swapon,swapoff,sethostname"
                    + ",setdomainname,reboot,settimeofday,clock_settime,init_module,finit_module,delete_module,kexec_load"
                    + ",quotactl,acct,ptrace,process_vm_writev,keyctl,add_key,bpf,perf_event_open"
                    + ",socket,connect,sendto,sendmsg,sendmmsg,bind,kill,tkill,pidfd_send_signal";

    private static final Pattern KEEPS_NOTHING = Pattern.compile("/dev/(?:null|tty|fd/[0-9]+)");
    private static final Pattern NETWORK =
            Pattern.compile("(?:connect|sendto|sendmsg|sendmmsg|bind)\\(.*AF_INET6?\\b.*");
    private static final Pattern SOCKET = Pattern.compile("socket\\((AF_[A-Z0-9]+), (SOCK_[A-Z]+).* = ([0-9]+)");
    private static final Pattern ON_SOCKET = Pattern.compile("(connect|sendto|sendmsg|sendmmsg)\\(([0-9]+),.*");
    private static final Pattern SIGNALLING = Pattern.compile("(?:kill|tkill|pidfd_send_signal)\\(.*");

    @TempDir
    Path folder;

    @Test
    void aFullCollectionChangesNothingAndOpensNoConnection() throws Exception {
        var lines = traced(List.of("/bin/sh", "-s", "--", "TG0123456789abcdef", ""), HostScript.text(false));
        assertTrue(lines.stream().anyMatch(line -> line.contains("/etc/passwd")), "the trace saw the collection");
        assertEquals(List.of(), offenders(lines));
    }

    @Test
    void theCarriedScriptChangesNothingAndOpensNoConnection() throws Exception {
        var script = Files.writeString(folder.resolve("collect.sh"), HostScript.carried());
        assertEquals(List.of(), offenders(traced(List.of("/bin/sh", script.toString()), "")));
    }

    @Test
    void anOffenceWouldBeSeen() throws Exception {
        var lines = traced(
                List.of("/bin/sh", "-c", "echo x > " + folder.resolve("x") + "; mkdir " + folder.resolve("y")), "");
        assertEquals(2, offenders(lines).size(), offenders(lines).toString());
    }

    @Test
    void aDatagramSentWouldBeSeenToo() {
        String socket = "7 socket(AF_INET, SOCK_DGRAM|SOCK_CLOEXEC, IPPROTO_IP) = 3";
        String connect =
                "7 connect(3, {sa_family=AF_INET, sin_port=htons(53), sin_addr=inet_addr(\"127.0.0.53\")}, 16) = 0";
        assertEquals(List.of(), offenders(List.of(socket, connect)));
        assertEquals(
                1,
                offenders(List.of(socket, connect, "7 sendto(3, \"x\", 1, 0, NULL, 0) = 1"))
                        .size());
        assertEquals(
                1,
                offenders(List.of("7 socket(AF_INET, SOCK_STREAM, IPPROTO_TCP) = 3", connect))
                        .size());
    }

    private static List<String> offenders(List<String> lines) {
        var offenders = new TreeSet<String>();
        var own = new HashSet<String>();
        var datagrams = new HashSet<String>();
        lines.forEach(line -> own.add(line.substring(0, Math.max(0, line.indexOf(' ')))));
        for (String raw : lines) {
            // "1234 call(…" with -f; a call resumed later was already shown when it began
            String call = raw.replaceFirst("^[0-9]+ +", "");
            boolean offends = CHANGING.matcher(call).matches() || reachesOut(raw, call, datagrams);
            var open = WRITING_OPEN.matcher(call);
            offends |= open.matches() && !KEEPS_NOTHING.matcher(open.group(1)).matches();
            offends |= SIGNALLING.matcher(call).matches() && !own(call, own);
            if (offends) {
                offenders.add(call.length() > 200 ? call.substring(0, 200) : call);
            }
        }
        return List.copyOf(offenders);
    }

    /// The C library connects a datagram socket, which sends nothing, to learn in which order to try addresses
    /// (RFC 6724); whatever is then sent on such a socket is an offence. Known limit: a plain write(2) to it is
    /// not traced.
    private static boolean reachesOut(String raw, String call, Set<String> datagrams) {
        String process = raw.substring(0, raw.length() - call.length()).strip();
        var socket = SOCKET.matcher(call);
        if (socket.matches()) {
            boolean datagram =
                    socket.group(1).startsWith("AF_INET") && socket.group(2).equals("SOCK_DGRAM");
            String name = process + "/" + socket.group(3);
            datagrams.remove(name);
            if (datagram) {
                datagrams.add(name);
            }
            return false;
        }
        var use = ON_SOCKET.matcher(call);
        if (use.matches() && datagrams.contains(process + "/" + use.group(2))) {
            return !use.group(1).equals("connect");
        }
        return NETWORK.matcher(call).matches();
    }

    /// timeout(1) signals the child it started and its own group (0); nobody else may be signalled.
    private static boolean own(String call, Set<String> processes) {
        String pid = call.replaceFirst("^[a-z_0-9]+\\(([-0-9]+),.*", "$1");
        return pid.equals("0") || call.contains(", 0)") || processes.contains(pid);
    }

    private List<String> traced(List<String> command, String input) throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/strace")), "strace is not installed: apt install strace");
        var trace = folder.resolve("trace");
        var words = new ArrayList<>(List.of(
                "/usr/bin/strace",
                "-f",
                "-qq",
                "--seccomp-bpf",
                "-o",
                trace.toString(),
                "-s",
                "200",
                "-e",
                "trace=" + TRACED));
        words.addAll(command);
        var run = new ProcessBuilder(words)
                .redirectOutput(ProcessBuilder.Redirect.PIPE)
                .redirectError(folder.resolve("stderr").toFile())
                .start();
        Thread.ofVirtual().start(() -> {
            try (var in = run.getOutputStream()) {
                in.write(input.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                run.destroy();
            }
        });
        run.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
        assertTrue(run.waitFor(240, TimeUnit.SECONDS));
        assumeTrue(Files.size(trace) > 0, "strace may not trace here: " + Files.readString(folder.resolve("stderr")));
        try (var lines = Files.lines(trace, StandardCharsets.ISO_8859_1)) {
            return lines.toList();
        }
    }
}
