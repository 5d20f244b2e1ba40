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

/// Read-only, proved: every system call of a full collection is traced, with all its children, and none may change the
/// host or reach a network. Where strace is missing or may not trace, the test says so and is skipped.
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
    private static final String TRACED = "?open,openat,openat2,?creat,?unlink,unlinkat,?rename,?renameat,renameat2,?mkdir,mkdirat"
            + ",?rmdir,?mknod,mknodat,?link,linkat,?symlink,symlinkat,?chmod,fchmod,fchmodat,?chown,fchown,?lchown,fchownat"
            + ",?utime,?utimes,utimensat,?futimesat,truncate,ftruncate,fallocate,setxattr,lsetxattr,fsetxattr,removexattr"
            + ",lremovexattr,fremovexattr,mount,umount2,move_mount,open_tree,fsopen,pivot_root,chroot,swapon,swapoff,sethostname"
            + ",setdomainname,reboot,settimeofday,clock_settime,init_module,finit_module,delete_module,kexec_load"
            + ",quotactl,acct,ptrace,process_vm_writev,keyctl,add_key,bpf,perf_event_open"
            + ",connect,sendto,sendmsg,bind,kill,tkill,pidfd_send_signal";

    private static final Pattern KEEPS_NOTHING = Pattern.compile("/dev/(?:null|tty|fd/[0-9]+)");
    private static final Pattern NETWORK = Pattern.compile("(?:connect|sendto|sendmsg|bind)\\(.*AF_INET6?\\b.*");
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

    private static List<String> offenders(List<String> lines) {
        var offenders = new TreeSet<String>();
        var own = new HashSet<String>();
        lines.forEach(line -> own.add(line.substring(0, Math.max(0, line.indexOf(' ')))));
        for (String raw : lines) {
            // "1234 call(…" with -f; a call resumed later was already shown when it began
            String call = raw.replaceFirst("^[0-9]+ +", "");
            boolean offends = CHANGING.matcher(call).matches() || NETWORK.matcher(call).matches();
            var open = WRITING_OPEN.matcher(call);
            offends |= open.matches() && !KEEPS_NOTHING.matcher(open.group(1)).matches();
            offends |= SIGNALLING.matcher(call).matches() && !own(call, own);
            if (offends) {
                offenders.add(call.length() > 200 ? call.substring(0, 200) : call);
            }
        }
        return List.copyOf(offenders);
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
                "/usr/bin/strace", "-f", "-qq", "--seccomp-bpf", "-o", trace.toString(), "-s", "200", "-e", "trace=" + TRACED));
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
