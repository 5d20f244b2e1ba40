package org.tongguan.app.cli;

import java.util.concurrent.Callable;
import org.tongguan.comply.facts.HostScript;
import org.tongguan.comply.facts.ReadOnlyAccounts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `tongguan collect`: what a change board wants to see before anything runs on a target.
@Command(
        name = "collect",
        description = {
            "Print the exact read-only script a host is asked to run, the sudoers fragment it wants, and the read-only",
            "database accounts. In an isolated network: run the printed script by hand and import its output as a bundle."
        },
        mixinStandardHelpOptions = true)
final class CollectCommand implements Callable<Integer> {

    /// What can be printed.
    enum Part {
        script,
        sudoers,
        databases
    }

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--print",
            paramLabel = "PART",
            arity = "0..1",
            fallbackValue = "script",
            description = "script (default), sudoers or databases.")
    Part part = Part.script;

    @Option(
            names = "--account",
            paramLabel = "NAME",
            description = "The account to name in what is printed (default: ${DEFAULT-VALUE}).",
            defaultValue = "tongguan")
    String account = "tongguan";

    private static String databases() {
        return String.join(
                "\n",
                "-- PostgreSQL, openGauss, Kingbase",
                ReadOnlyAccounts.postgresql(),
                "-- MySQL 8",
                ReadOnlyAccounts.mysql(),
                "-- MySQL 5.7",
                ReadOnlyAccounts.mysql57(),
                "-- MariaDB",
                ReadOnlyAccounts.mariadb(),
                "-- Redis 6 and later",
                ReadOnlyAccounts.redis(),
                "");
    }

    @Override
    public Integer call() {
        if (!account.matches("[a-z_][a-z0-9_-]{0,31}")) {
            throw new Refused("--account '" + account + "' is no account name");
        }
        var out = spec.commandLine().getOut();
        out.print(
                switch (part) {
                    case script -> HostScript.carried();
                    case sudoers -> HostScript.sudoers(account);
                    case databases -> databases();
                });
        out.flush();
        if (part == Part.script) {
            spec.commandLine()
                    .getErr()
                    .println("SM3 "
                            + org.tongguan.kernel.crypto.Digest.sm3Of(
                                    HostScript.carried().getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        }
        return Exit.OK;
    }
}
