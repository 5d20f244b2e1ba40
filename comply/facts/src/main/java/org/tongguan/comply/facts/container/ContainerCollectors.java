package org.tongguan.comply.facts.container;

import java.util.List;
import org.tongguan.comply.asset.AssetType;
import org.tongguan.comply.facts.Collector;
import org.tongguan.comply.facts.Json;
import org.tongguan.comply.facts.Mask;
import org.tongguan.comply.facts.Parser;
import org.tongguan.comply.facts.Source;

/// Docker hosts and Kubernetes nodes, both found on their Linux host.
public final class ContainerCollectors {

    private static final int CONTAINERS_BYTES = 2 << 20;

    /// Runs the Docker client against the local socket and nothing else.
    private static final String DOCKER = """
            have docker || exit 44
            [ -S /var/run/docker.sock ] || exit 44
            unset DOCKER_HOST DOCKER_CONTEXT
            d() { if [ -w /var/run/docker.sock ]; then docker -H unix:///var/run/docker.sock "$@"
              else s docker -H unix:///var/run/docker.sock "$@"; fi; }
            """;

    /// Prints the command line of the first process of this name, one argument a line. A name is cut at 15
    /// characters.
    private static final String PROCESS = """
            for p in "$R"/proc/[0-9]*; do
              { read -r c < "$p/comm"; } 2>&- || continue
              [ "$c" = NAME ] && { tr '\\0' '\\n' < "$p/cmdline"; exit 0; }
            done
            exit 44
            """;

    private static final String NODE = "[ -d \"$R/var/lib/kubelet\" ] || [ -d \"$R/etc/kubernetes\" ] || exit 44\n";

    private static final String INSPECT =
            "{\"name\":{{json .Name}},\"user\":{{json .Config.User}},\"image\":{{json .Config.Image}},"
                    + "\"privileged\":{{json .HostConfig.Privileged}},\"network\":{{json .HostConfig.NetworkMode}},"
                    + "\"pid\":{{json .HostConfig.PidMode}},\"ipc\":{{json .HostConfig.IpcMode}},"
                    + "\"readonly\":{{json .HostConfig.ReadonlyRootfs}},\"caps\":{{json .HostConfig.CapAdd}},"
                    + "\"security\":{{json .HostConfig.SecurityOpt}},\"memory\":{{json .HostConfig.Memory}},"
                    + "\"log\":{{json .HostConfig.LogConfig.Type}},\"ports\":{{json .HostConfig.PortBindings}},"
                    + "\"mounts\":[{{range $i, $m := .Mounts}}{{if $i}},{{end}}{{json $m.Source}}{{end}}]}";

    private ContainerCollectors() {}

    public static List<Collector> all() {
        return List.of(
                // the first of each type is its presence test
                docker("docker_files", """
                        [ -S "$R/var/run/docker.sock" ] || [ -e "$R/etc/docker/daemon.json" ] || [ -x "$R/usr/bin/dockerd" ] ||
                          [ -x "$R/usr/local/bin/dockerd" ] || exit 44
                        cd "$R/" || exit 43
                        set --
                        for q in etc/docker etc/docker/daemon.json usr/bin/dockerd usr/local/bin/dockerd var/run/docker.sock \\
                          usr/lib/systemd/system/docker.service etc/systemd/system/docker.service; do
                          [ -e "$q" ] && set -- "$@" "$q"
                        done
                        stat -c '%a %U %G %F|/%n' "$@"
                        """, List.of(), true, FileModes::someOf),
                docker(
                                "docker_daemon",
                                "f /etc/docker/daemon.json",
                                List.of("/usr/bin/cat /etc/docker/daemon.json"),
                                true,
                                Json::parseMap)
                        .masking(Mask.URL_PASSWORD, Mask.PASSWORD_SETTING),
                docker(
                        "docker_cmdline",
                        "[ -S /var/run/docker.sock ] || exit 44\n" + PROCESS.replace("NAME", "dockerd"),
                        List.of(),
                        false,
                        CommandLine::parse),
                docker(
                                "docker_info",
                                DOCKER + "d info --format '{{json .}}'",
                                List.of("/usr/bin/docker -H unix\\:///var/run/docker.sock info --format *"),
                                false,
                                Docker::info)
                        .masking(Mask.URL_PASSWORD),
                docker(
                                "docker_containers",
                                DOCKER
                                        + "i=$(d ps -q --no-trunc) || exit\n[ -n \"$i\" ] || exit 0\nd inspect --type container --format '"
                                        + INSPECT + "' $i",
                                List.of(
                                        "/usr/bin/docker -H unix\\:///var/run/docker.sock ps -q --no-trunc",
                                        "/usr/bin/docker -H unix\\:///var/run/docker.sock inspect --type container --format *"),
                                false,
                                Docker::containers)
                        .within(20, CONTAINERS_BYTES),
                docker("docker_group", "grep '^docker:' \"$R/etc/group\" || exit 44", List.of(), true, Docker::group),
                docker(
                        "docker_audit",
                        "f /etc/audit/audit.rules",
                        List.of("/usr/bin/cat /etc/audit/audit.rules"),
                        true,
                        Docker::auditRules),
                kubernetes("k8s_files", """
                        [ -d "$R/var/lib/kubelet" ] || [ -d "$R/etc/kubernetes" ] || exit 44
                        cd "$R/" || exit 43
                        for d in etc/kubernetes etc/kubernetes/pki etc/kubernetes/pki/etcd etc/kubernetes/manifests var/lib/kubelet; do
                          [ ! -d "$d" ] || { [ -r "$d" ] && [ -x "$d" ]; } || exit 43
                        done
                        set --
                        for q in etc/kubernetes/*.conf etc/kubernetes/pki/*.key etc/kubernetes/pki/etcd/*.key \\
                          etc/kubernetes/manifests/*.yaml var/lib/kubelet/config.yaml var/lib/etcd; do
                          [ -e "$q" ] && set -- "$@" "$q"
                        done
                        [ $# -gt 0 ] || exit 0
                        stat -c '%a %U %G %F|/%n' "$@"
                        """, List.of(), FileModes::parse),
                kubernetes(
                        "kubelet_config",
                        "f /var/lib/kubelet/config.yaml",
                        List.of("/usr/bin/cat /var/lib/kubelet/config.yaml"),
                        CommandLine::yaml),
                kubernetes("kubelet_args", NODE + PROCESS.replace("NAME", "kubelet"), List.of(), CommandLine::parse)
                        .masking(Mask.PASSWORD_SETTING),
                pod("kube_apiserver", "kube-apiserver", "kube-apiserver"),
                pod("kube_controller", "kube-controller-manager", "kube-controller"),
                pod("kube_scheduler", "kube-scheduler", "kube-scheduler"),
                pod("kube_etcd", "etcd", "etcd"),
                kubernetes("k8s_audit_policy", named("audit-policy-file", "f \"$p\""), List.of(), CommandLine::yaml),
                kubernetes(
                                "k8s_encryption",
                                // key material is left out on the target already
                                named(
                                        "encryption-provider-config",
                                        "x=$(f \"$p\") || exit $?\nprintf '%s\\n' \"$x\" | grep -v 'secret:'"),
                                List.of(),
                                CommandLine::yaml)
                        .masking(Mask.PASSWORD_SETTING));
    }

    /// A file the API server's manifest names, if it lies where such files belong.
    private static String named(String flag, String then) {
        return """
                m=$(f /etc/kubernetes/manifests/kube-apiserver.yaml) || exit $?
                p=$(printf '%s\\n' "$m" | sed -n 's/.*--FLAG=\\([^ "]*\\).*/\\1/p' | head -n 1)
                case $p in *..*) exit 44;; /etc/kubernetes/*) ;; *) exit 44;; esac
                """.replace("FLAG", flag) + then;
    }

    private static Collector pod(String id, String name, String process) {
        return kubernetes(
                        id,
                        "if [ -e \"$R/etc/kubernetes/manifests/" + name + ".yaml\" ]; then f /etc/kubernetes/manifests/"
                                + name + ".yaml; exit $?; fi\n" + NODE + PROCESS.replace("NAME", process),
                        List.of("/usr/bin/cat /etc/kubernetes/manifests/" + name + ".yaml"),
                        CommandLine::ofPod)
                .masking(Mask.PASSWORD_SETTING);
    }

    private static Collector docker(
            String id, String program, List<String> privileged, boolean filesOnly, Parser parser) {
        return new Collector(id, AssetType.DOCKER, new Source.Shell(program, privileged, filesOnly), parser);
    }

    private static Collector kubernetes(String id, String program, List<String> privileged, Parser parser) {
        return new Collector(id, AssetType.KUBERNETES, new Source.Shell(program, privileged, true), parser);
    }
}
