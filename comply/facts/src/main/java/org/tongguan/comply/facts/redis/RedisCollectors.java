package org.tongguan.comply.facts.redis;

import java.util.List;
import org.tongguan.comply.asset.AssetType;
import org.tongguan.comply.facts.Collector;
import org.tongguan.comply.facts.Parser;
import org.tongguan.comply.facts.Source;

/// Server information, configuration, accounts, modules, which commands exist, who is connected. No key and no
/// value of the customer is read.
public final class RedisCollectors {

    private RedisCollectors() {}

    public static List<Collector> all() {
        return List.of(
                command("redis_info", Replies::info, "INFO"),
                command("redis_config", Replies::pairs, "CONFIG", "GET", "*"),
                command("redis_accounts", AccessControlList::parse, "ACL", "LIST"),
                command("redis_modules", Replies::modules, "MODULE", "LIST"),
                command(
                        "redis_commands",
                        Replies::commands,
                        "COMMAND",
                        "INFO",
                        "flushall",
                        "flushdb",
                        "keys",
                        "config",
                        "debug",
                        "shutdown",
                        "save",
                        "replicaof",
                        "slaveof",
                        "migrate",
                        "module"),
                command("redis_clients", Replies::clients, "CLIENT", "LIST"));
    }

    private static Collector command(String id, Parser parser, String... words) {
        return new Collector(id, AssetType.REDIS, new Source.RedisCommand(List.of(words)), parser);
    }
}
