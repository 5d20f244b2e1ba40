package org.tongguan.app.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tongguan.comply.asset.Access;
import org.tongguan.comply.asset.Asset;
import org.tongguan.comply.asset.AssetType;
import org.tongguan.comply.asset.Inventory;
import org.tongguan.comply.asset.Secret;
import org.tongguan.comply.asset.SystemProfile;
import org.tongguan.comply.facts.ReadOnlyAccounts;
import org.tongguan.testkit.servers.MariadbServer;
import org.tongguan.testkit.servers.PostgresqlServer;
import org.tongguan.testkit.servers.RedisServer;
import org.tongguan.testkit.servers.ServerTrouble;
import org.tongguan.testkit.servers.TlsEndpoint;
import org.tongguan.testkit.servers.WeakWebApp;

/// The deliberately weak sample system of the demo: real servers on loopback where they are installed, what was
/// recorded
/// of such servers where they are not. Everything it starts it ends, and its folder goes with it.
final class DemoSystem implements AutoCloseable {

    private static final List<String> WEAK_POSTGRESQL = List.of(
            "password_encryption = md5",
            "log_connections = off",
            "log_statement = none",
            "log_line_prefix = ''",
            "logging_collector = off",
            "ssl = off");
    private static final List<String> TRUSTING =
            List.of("host all all 127.0.0.1/32 trust", "host all all 0.0.0.0/0 trust");
    private static final List<String> WEAK_MARIADB = List.of("local-infile = ON", "secure-file-priv =");
    private static final List<String> WEAK_REDIS = List.of("protected-mode no", "save \"\"");

    private static final int DELETE_ATTEMPTS = 5;

    private final Path content;
    private final PrintWriter say;
    private final Path folder;
    private final Deque<AutoCloseable> running = new ArrayDeque<>();
    private final List<Asset> assets = new ArrayList<>();
    /// From the first server on: a Ctrl-C while they start leaves nothing behind either.
    private final CutOff cutOff = new CutOff(this::close);

    private boolean closed;

    private DemoSystem(Path content, PrintWriter say) throws IOException {
        this.content = content;
        this.say = say;
        // the servers run as their own users and must be able to pass through
        this.folder = Files.createTempDirectory(
                "tgdemo", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx--x--x")));
    }

    static DemoSystem start(Home home, PrintWriter say) throws IOException {
        var system = new DemoSystem(home.content().resolve("demo"), say);
        try {
            system.addMachines();
            system.addDatabases();
            system.addEndpoints();
            return system;
        } catch (RuntimeException e) {
            system.close();
            throw e;
        }
    }

    /// @param answers the demonstration answers, dated
    Inventory inventory(Path answers) {
        var profile = new SystemProfile(
                "乘车支付小程序（演示系统）", "滨海轨道交通（虚构）", 3, 3, true, List.of(), true, "", "潼关演示：本机，以及一个故意做弱的乘车支付系统");
        return new Inventory(profile, assets, List.of(), Optional.of(answers));
    }

    private void addMachines() {
        add("this-machine", AssetType.LINUX, "本机", "运维区", 2, false, new Access.Local());
        add(
                "pay-app",
                AssetType.LINUX,
                "支付应用服务器（示例）",
                "应用区",
                3,
                false,
                new Access.RootDirectory(content.resolve("weak-root")));
        add(
                "core-switch",
                AssetType.NETWORK_DEVICE,
                "核心交换机（示例）",
                "网络区",
                3,
                false,
                new Access.DeviceFile(content.resolve("core-switch.cfg"), Optional.empty()));
    }

    private void addDatabases() {
        add(
                "pay-db",
                AssetType.POSTGRESQL,
                "支付库（示例）",
                "数据区",
                3,
                false,
                real(PostgresqlServer.installed(), PostgresqlServer.PACKAGE, "pay-db", () -> {
                    var server = opened(PostgresqlServer.start(folder.resolve("pg"), false, WEAK_POSTGRESQL, TRUSTING));
                    server.sql("CREATE ROLE app SUPERUSER LOGIN; CREATE ROLE report LOGIN PASSWORD 'report'");
                    server.sql(ReadOnlyAccounts.postgresql());
                    return database(server.port(), "postgres", "postgres");
                }));
        add(
                "order-db",
                AssetType.MYSQL,
                "订单库（示例）",
                "数据区",
                2,
                false,
                real(MariadbServer.installed(), MariadbServer.PACKAGE, "order-db", () -> {
                    var server = opened(MariadbServer.start(folder.resolve("my"), true, WEAK_MARIADB));
                    server.sql(
                            "CREATE USER 'app'@'%' IDENTIFIED BY ''; GRANT ALL ON *.* TO 'app'@'%' WITH GRANT OPTION");
                    // on this machine the anonymous user would come before app@%
                    server.sql("CREATE USER 'app'@'localhost' IDENTIFIED BY '';"
                            + " GRANT ALL ON *.* TO 'app'@'localhost'");
                    server.sql(ReadOnlyAccounts.mariadb().replace(ReadOnlyAccounts.HOST_PLACEHOLDER, "127.0.0.1"));
                    return database(server.port(), "", "app");
                }));
        add(
                "cache",
                AssetType.REDIS,
                "缓存（示例）",
                "数据区",
                2,
                false,
                real(
                        RedisServer.installed(),
                        RedisServer.PACKAGE,
                        "cache",
                        () -> database(
                                opened(RedisServer.start(folder.resolve("rd"), WEAK_REDIS))
                                        .port(),
                                "0",
                                "")));
    }

    private void addEndpoints() {
        var web = opened(WeakWebApp.weak(0));
        add("pay-web", AssetType.WEB, "小程序后端（示例）", "接入区", 3, true, new Access.Web(web.address()));
        var tls = opened(TlsEndpoint.start(TlsEndpoint.Setting.weak(), 0));
        add(
                "pay-tls",
                AssetType.TLS,
                "小程序接入端点（示例）",
                "接入区",
                3,
                true,
                new Access.Tls("127.0.0.1", tls.port(), Optional.of("pay.demo.invalid")));
    }

    /// The real server if it is installed and starts; else what was recorded of one, and a line that says so.
    private Access real(boolean installed, String debianPackage, String id, java.util.function.Supplier<Access> start) {
        var recorded = new Access.Recorded(content.resolve("recorded").resolve(id));
        if (!installed) {
            say.println("  · " + id + "：未安装 " + debianPackage + "，改用随附的录制数据");
            return recorded;
        }
        try {
            return start.get();
        } catch (ServerTrouble e) {
            if (CutOff.ending()) {
                throw e;
            }
            say.println("  · " + id + "：" + debianPackage + " 未能启动（" + e.getMessage() + "），改用随附的录制数据");
            return recorded;
        }
    }

    private void add(
            String id,
            AssetType type,
            String name,
            String zone,
            int importance,
            boolean internetFacing,
            Access access) {
        assets.add(new Asset(
                id, type, name, zone, importance, internetFacing, access, Optional.empty(), Map.of("demo", "true")));
    }

    private static Access database(int port, String database, String user) {
        return new Access.Database("127.0.0.1", port, database, user, new Secret.None(), false);
    }

    private synchronized <T extends AutoCloseable> T opened(T server) {
        running.push(server);
        if (closed) {
            endServers();
        }
        return server;
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        cutOff.close();
        endServers();
        for (int attempts = DELETE_ATTEMPTS; attempts > 0 && Files.exists(folder); attempts--) {
            try (var walk = Files.walk(folder)) {
                for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(path);
                }
            } catch (IOException | UncheckedIOException e) {
                // a server that is just ending still wrote there: once more
                if (attempts == 1) {
                    say.println("  · 临时目录未能删除：" + folder);
                }
            }
        }
    }

    private void endServers() {
        while (!running.isEmpty()) {
            try {
                running.pop().close();
            } catch (Exception e) {
                say.println("  · 演示服务未能正常结束：" + e.getMessage());
            }
        }
    }
}
