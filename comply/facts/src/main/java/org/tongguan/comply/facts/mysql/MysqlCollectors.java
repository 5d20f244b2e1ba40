package org.tongguan.comply.facts.mysql;

import java.util.List;
import org.tongguan.comply.asset.AssetType;
import org.tongguan.comply.facts.Collector;
import org.tongguan.comply.facts.Parser;
import org.tongguan.comply.facts.Source;
import org.tongguan.comply.facts.Table;

/// Variables, plugins, accounts, grants, sessions. No query selects a password, a hash, a statement's text or a
/// row of
/// the customer's own tables.
public final class MysqlCollectors {

    private static final String VARIABLES = """
            SHOW GLOBAL VARIABLES WHERE Variable_name IN (
              'version', 'version_comment', 'port', 'bind_address', 'admin_address', 'skip_networking',
              'skip_name_resolve', 'skip_grant_tables', 'have_ssl', 'ssl_ca', 'ssl_cert', 'ssl_key', 'tls_version',
              'require_secure_transport', 'auto_generate_certs', 'default_password_lifetime',
              'default_authentication_plugin', 'authentication_policy', 'disconnect_on_expired_password',
              'old_passwords', 'secure_auth', 'strict_password_validation', 'password_history',
              'password_reuse_interval', 'max_password_errors', 'max_connect_errors', 'wait_timeout',
              'interactive_timeout', 'connect_timeout', 'local_infile', 'secure_file_priv', 'have_symlink',
              'symbolic_links', 'automatic_sp_privileges', 'sql_mode', 'general_log', 'log_output', 'log_error',
              'log_warnings', 'log_error_verbosity', 'slow_query_log', 'log_bin', 'log_raw', 'sync_binlog',
              'expire_logs_days', 'binlog_expire_logs_seconds', 'binlog_checksum', 'binlog_encryption', 'encrypt_binlog',
              'binlog_format', 'master_verify_checksum', 'source_verify_checksum', 'innodb_checksum_algorithm',
              'innodb_doublewrite', 'innodb_flush_log_at_trx_commit', 'innodb_encrypt_tables', 'innodb_encrypt_log',
              'innodb_redo_log_encrypt', 'innodb_undo_log_encrypt', 'default_table_encryption',
              'table_encryption_privilege_check', 'aria_encrypt_tables', 'encrypt_tmp_files', 'read_only',
              'super_read_only', 'server_id', 'wsrep_on', 'event_scheduler', 'mysqlx_bind_address', 'have_openssl')
              OR Variable_name LIKE 'validate_password%' OR Variable_name LIKE 'simple_password_check%'
              OR Variable_name LIKE 'connection_control%'
              OR Variable_name IN ('audit_log_policy', 'audit_log_exclude_accounts', 'audit_log_include_accounts',
                                   'audit_log_exclude_commands', 'audit_log_include_commands',
                                   'audit_log_exclude_databases', 'audit_log_include_databases')
              OR Variable_name IN ('server_audit_logging', 'server_audit_events', 'server_audit_excl_users',
                                   'server_audit_incl_users', 'server_audit_output_type',
                                   'server_audit_file_rotations', 'server_audit_file_rotate_size')""";

    private static final String STATUS = """
            SHOW GLOBAL STATUS WHERE Variable_name IN (
              'Uptime', 'Server_audit_active', 'wsrep_cluster_size', 'wsrep_cluster_status',
              'Rpl_semi_sync_master_clients', 'Rpl_semi_sync_source_clients', 'Slaves_connected',
              'Connection_control_delay_generated', 'Ssl_accepts')""";

    private static final String PLUGINS = """
            SELECT LOWER(PLUGIN_NAME) AS name, PLUGIN_STATUS AS status, PLUGIN_TYPE AS type
              FROM information_schema.PLUGINS WHERE PLUGIN_TYPE <> 'INFORMATION SCHEMA' ORDER BY 1""";

    /// Columns that 5.7, 8 and MariaDB share. Roles of MariaDB have no host and cannot log in.
    private static final String ACCOUNTS = """
            SELECT User AS user, Host AS host, plugin, password_expired = 'Y' AS expired, ssl_type AS tls,
                   Super_priv = 'Y' AS super, File_priv = 'Y' AS file, Grant_priv = 'Y' AS grant_option,
                   Create_user_priv = 'Y' AS create_user, Shutdown_priv = 'Y' AS shutdown, Process_priv = 'Y' AS process,
                   Select_priv = 'Y' AS reads_all,
                   Insert_priv = 'Y' OR Update_priv = 'Y' OR Delete_priv = 'Y' OR Drop_priv = 'Y'
                     OR Alter_priv = 'Y' OR Create_priv = 'Y' AS writes_all
              FROM mysql.user ORDER BY 1, 2""";

    /// The view of [org.tongguan.comply.facts.ReadOnlyAccounts]: what mysql.user tells beside the hash.
    private static final String ACCOUNT_STATE = """
            SELECT user, host, empty_password, locked, lifetime_days, changed_day, failed_logins_max
              FROM tongguan.account_state ORDER BY user, host""";

    private static final String SCHEMAS = "SELECT SCHEMA_NAME AS name FROM information_schema.SCHEMATA ORDER BY 1";

    private static final String SCHEMA_GRANTS = """
            SELECT User AS user, Host AS host, Db AS db, Grant_priv = 'Y' AS grant_option
              FROM mysql.db ORDER BY 1, 2, 3""";

    private static final String SESSIONS = """
            SELECT USER AS user, SUBSTRING_INDEX(HOST, ':', 1) AS address, COMMAND AS command
              FROM information_schema.PROCESSLIST WHERE ID <> CONNECTION_ID() ORDER BY 1, 2 LIMIT 1000""";

    private MysqlCollectors() {}

    public static List<Collector> all() {
        return List.of(
                sql("mysql_variables", VARIABLES, Accounts::variables),
                sql("mysql_status", STATUS, Table::settings),
                sql("mysql_plugins", PLUGINS, Accounts::plugins),
                sql("mysql_accounts", ACCOUNTS, Accounts::parse),
                sql("mysql_account_state", ACCOUNT_STATE, Accounts::state),
                sql("mysql_schemas", SCHEMAS, rows("name")),
                sql("mysql_schema_grants", SCHEMA_GRANTS, rows("user", "host", "db", "grant_option")),
                sql("mysql_sessions", SESSIONS, rows("user", "command")));
    }

    private static Parser rows(String... required) {
        return text -> Table.rows(text, required);
    }

    private static Collector sql(String id, String query, Parser parser) {
        return new Collector(id, AssetType.MYSQL, new Source.Sql(query, false), parser);
    }
}
