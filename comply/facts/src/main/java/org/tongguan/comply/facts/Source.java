package org.tongguan.comply.facts;

import java.util.List;
import java.util.Map;

/// How a collector reads. The list is closed: a check pack can only name collectors, never bring a command of
/// its own.
public sealed interface Source {

    /// A POSIX sh fragment of the one host script. It may use the script's functions: `f FILE` (print a file,
    /// through
    /// sudo if need be), `g PATH…` (print the files that are there, and those in folders, each line behind its
    /// path and a
    /// colon), `have CMD`, `s CMD ARGS…` (run as root, through sudo if need be) and `$R` (the root folder).
    ///
    /// @param privileged the exact command lines it may pass to `s`; they make up the sudoers fragment
    /// @param filesOnly true when it reads files under `$R` only, so that it also works on an unpacked image
    record Shell(String program, List<String> privileged, boolean filesOnly) implements Source {
        public Shell {
            privileged = List.copyOf(privileged);
        }
    }

    /// One SELECT or SHOW. The evidence is JSON: `{"columns": […], "rows": [[…], …]}`.
    ///
    /// @param everyDatabase whether the answer is another in each database of the server (PostgreSQL's catalogs):
    ///     then all of them are asked, and a last column `database` says where a row comes from
    record Sql(String query, boolean everyDatabase) implements Source {}

    /// One Redis command that reads. The evidence is its reply as JSON.
    record RedisCommand(List<String> words) implements Source {
        public RedisCommand {
            words = List.copyOf(words);
        }
    }

    /// A look at the network endpoint itself by the gatherer's probe of this name (`tls`, `web`). The evidence
    /// is JSON.
    record Probe(String name) implements Source {}

    /// A device's answer to its display/show command, by dialect (`huawei`, `h3c`, `ruijie`, `cisco`). From a
    /// configuration file only the collector `device_config` can be filled.
    record DeviceCommand(Map<String, String> byDialect) implements Source {
        public DeviceCommand {
            byDialect = Map.copyOf(byDialect);
        }
    }

    /// Another tool's result file in this format.
    record ImportedFile(String format) implements Source {}
}
