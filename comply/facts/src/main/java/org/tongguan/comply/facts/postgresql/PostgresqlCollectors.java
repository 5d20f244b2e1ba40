package org.tongguan.comply.facts.postgresql;

import java.util.List;
import org.tongguan.comply.asset.AssetType;
import org.tongguan.comply.facts.Collector;
import org.tongguan.comply.facts.Parser;
import org.tongguan.comply.facts.Source;
import org.tongguan.comply.facts.Table;

/// Settings, host-based authentication, roles, privileges, sessions, replication. No query selects a password, a
/// hash, a
/// connection string, a statement's text or a row of the customer's own tables.
public final class PostgresqlCollectors {

    /// Settings some check or assessor looks at; of those that may hold a secret only whether they are set.
    private static final String SETTINGS = """
            SELECT name, CASE WHEN name IN ('archive_command', 'archive_library', 'restore_command', 'primary_conninfo',
                                            'ssl_passphrase_command') AND setting <> ''
                              THEN '<set>' ELSE setting END AS setting
              FROM pg_settings
             WHERE name IN ('archive_command', 'archive_library', 'archive_mode', 'archive_timeout',
                            'authentication_timeout', 'block_size', 'client_min_messages', 'cluster_name',
                            'data_checksums', 'data_directory_mode', 'db_user_namespace', 'event_source', 'fsync',
                            'full_page_writes', 'hot_standby', 'idle_in_transaction_session_timeout',
                            'idle_session_timeout', 'jit_provider', 'lc_messages', 'listen_addresses',
                            'log_checkpoints', 'log_connections', 'log_destination', 'log_disconnections',
                            'log_error_verbosity', 'log_file_mode', 'log_filename', 'log_hostname', 'log_line_prefix',
                            'log_min_duration_statement', 'log_min_error_statement', 'log_min_messages',
                            'log_replication_commands', 'log_rotation_age', 'log_rotation_size', 'log_statement',
                            'log_timezone', 'log_truncate_on_rotation', 'logging_collector', 'local_preload_libraries',
                            'max_connections', 'max_wal_senders', 'password_encryption', 'port', 'primary_conninfo',
                            'restore_command', 'row_security', 'search_path', 'server_version', 'server_version_num',
                            'session_preload_libraries', 'shared_preload_libraries', 'ssl', 'ssl_ca_file',
                            'ssl_ciphers', 'ssl_crl_file', 'ssl_max_protocol_version', 'ssl_min_protocol_version',
                            'ssl_passphrase_command', 'ssl_prefer_server_ciphers', 'statement_timeout',
                            'superuser_reserved_connections', 'synchronous_commit', 'synchronous_standby_names',
                            'tcp_keepalives_idle', 'unix_socket_directories', 'unix_socket_permissions',
                            'wal_level', 'wal_log_hints',
                            'password_policy', 'password_min_length', 'password_min_uppercase',
                            'password_min_lowercase', 'password_min_digital', 'password_min_special',
                            'password_encryption_type', 'password_effect_time', 'password_notify_time',
                            'password_reuse_time', 'password_reuse_max', 'password_lock_time', 'failed_login_attempts',
                            'session_timeout', 'audit_enabled', 'audit_login_logout', 'audit_user_locked',
                            'audit_user_violation', 'audit_grant_revoke', 'audit_system_object', 'audit_dml_state',
                            'audit_file_remain_time', 'audit_resource_policy', 'audit_space_limit',
                            'enableseparationofduty', 'enable_security_policy', 'require_ssl')
                OR name LIKE 'pgaudit.%' OR name LIKE 'credcheck.%' OR name LIKE 'auth_delay.%'
                OR name LIKE 'passwordcheck.%' OR name LIKE 'sepgsql.%'
             ORDER BY name""";

    private static final String HBA = """
            SELECT line_number AS line, type, array_to_json(database)::text AS databases,
                   array_to_json(user_name)::text AS users, address, netmask, auth_method AS method,
                   (SELECT max(o) FROM unnest(options) AS o WHERE o LIKE 'clientcert=%') AS clientcert,
                   CASE WHEN error IS NOT NULL AND type IS NULL THEN true END AS broken
              FROM pg_hba_file_rules ORDER BY line_number""";

    private static final String ROLES = """
            SELECT rolname AS name, rolsuper AS super, rolcreaterole AS createrole, rolcreatedb AS createdb,
                   rolcanlogin AS login, rolreplication AS replication, rolbypassrls AS bypassrls,
                   rolconnlimit AS connections_max, oid = 10 AS bootstrap,
                   CASE WHEN rolvaliduntil < 'infinity' AND rolvaliduntil > '-infinity'
                        THEN floor(extract(epoch FROM rolvaliduntil) / 86400)::bigint END AS valid_until_day
              FROM pg_roles WHERE rolname NOT LIKE 'pg\\_%' ORDER BY rolname""";

    private static final String MEMBERSHIPS = """
            SELECT g.rolname AS role, m.rolname AS member, a.admin_option AS admin
              FROM pg_auth_members a JOIN pg_roles g ON g.oid = a.roleid JOIN pg_roles m ON m.oid = a.member
             WHERE m.rolname NOT LIKE 'pg\\_%' ORDER BY 1, 2""";

    private static final String ROLE_SETTINGS = """
            SELECT coalesce(r.rolname, '') AS role, coalesce(d.datname, '') AS database, split_part(c, '=', 1) AS name,
                   CASE WHEN split_part(c, '=', 1) LIKE 'log\\_%' OR split_part(c, '=', 1) LIKE 'pgaudit.%'
                          OR split_part(c, '=', 1) LIKE '%timeout'
                        THEN substr(c, strpos(c, '=') + 1) ELSE '<set>' END AS value
              FROM (SELECT setdatabase, setrole, unnest(setconfig) AS c FROM pg_db_role_setting) s
              LEFT JOIN pg_roles r ON r.oid = s.setrole LEFT JOIN pg_database d ON d.oid = s.setdatabase
             ORDER BY 1, 2, 3""";

    private static final String DATABASES = """
            SELECT datname AS name, pg_get_userbyid(datdba) AS owner, datallowconn AS connectable,
                   datistemplate AS template, has_database_privilege('public', oid, 'CONNECT') AS public_connect,
                   has_database_privilege('public', oid, 'CREATE') AS public_create
              FROM pg_database ORDER BY datname""";

    private static final String SCHEMAS = """
            SELECT nspname AS name, pg_get_userbyid(nspowner) AS owner,
                   has_schema_privilege('public', oid, 'CREATE') AS public_create
              FROM pg_namespace WHERE nspname NOT LIKE 'pg\\_%' AND nspname <> 'information_schema' ORDER BY nspname""";

    /// Tables and views every role may read or change; at most 200, so that the evidence stays readable.
    private static final String PUBLIC_TABLES = """
            SELECT n.nspname AS schema, c.relname AS name,
                   has_table_privilege('public', c.oid, 'INSERT, UPDATE, DELETE, TRUNCATE') AS writable
              FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND n.nspname NOT LIKE 'pg\\_%'
               AND n.nspname <> 'information_schema'
               AND has_table_privilege('public', c.oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE')
               AND NOT EXISTS (SELECT 1 FROM pg_depend d
                                WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
             ORDER BY 1, 2 LIMIT 200""";

    /// Functions that run with a superuser's rights for whoever calls them.
    private static final String DEFINER_FUNCTIONS = """
            SELECT n.nspname AS schema, p.proname AS name, r.rolname AS owner,
                   coalesce(p.proconfig::text LIKE '%search_path=%', false) AS fixed_path
              FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace JOIN pg_roles r ON r.oid = p.proowner
             WHERE p.prosecdef AND r.rolsuper AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
               AND has_function_privilege('public', p.oid, 'EXECUTE')
               AND NOT EXISTS (SELECT 1 FROM pg_depend d
                                WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e')
             ORDER BY 1, 2 LIMIT 200""";

    private static final String EXTENSIONS =
            "SELECT extname AS name, extversion AS version FROM pg_extension ORDER BY extname";

    private static final String LABELS =
            "SELECT count(*) AS labels, count(DISTINCT provider) AS providers FROM pg_seclabels";

    private static final String SESSIONS = """
            SELECT a.usename AS name, a.datname AS database, host(a.client_addr) AS address, s.ssl AS tls,
                   s.version AS tls_version, r.rolsuper AS super
              FROM pg_stat_activity a LEFT JOIN pg_stat_ssl s ON s.pid = a.pid LEFT JOIN pg_roles r ON r.oid = a.usesysid
             WHERE a.usename IS NOT NULL AND a.pid <> pg_backend_pid() ORDER BY 1, 3 LIMIT 1000""";

    private static final String REPLICATION = """
            SELECT pg_is_in_recovery() AS standby,
                   (SELECT count(*) FROM pg_stat_replication WHERE state = 'streaming') AS replicas,
                   (SELECT count(*) FROM pg_stat_replication
                     WHERE state = 'streaming' AND client_addr IS NOT NULL
                       AND NOT client_addr <<= '127.0.0.0/8'::inet AND client_addr <> '::1'::inet) AS remote_replicas,
                   (SELECT count(*) FROM pg_stat_replication WHERE sync_state IN ('sync', 'quorum')) AS sync_replicas""";

    private static final String ARCHIVER = """
            SELECT archived_count AS archived, failed_count AS failed,
                   floor(extract(epoch FROM last_archived_time) / 86400)::bigint AS last_archived_day,
                   coalesce(last_failed_time > coalesce(last_archived_time, '-infinity'), false) AS failing
              FROM pg_stat_archiver""";

    private static final String VERSION = "SELECT version() AS version";

    /// The view of [org.tongguan.comply.facts.ReadOnlyAccounts]: which kind of password a role has, never the
    /// hash.
    private static final String PASSWORD_KINDS = "SELECT name, kind FROM tongguan.password_kinds ORDER BY name";

    private PostgresqlCollectors() {}

    public static List<Collector> all() {
        return List.of(
                sql("pg_version", VERSION, HostBasedAuthentication::version),
                sql("pg_settings", SETTINGS, Table::settings),
                sql("pg_hba", HBA, HostBasedAuthentication::parse),
                sql("pg_roles", ROLES, rows("name", "super", "login")),
                sql("pg_memberships", MEMBERSHIPS, rows("role", "member")),
                sql("pg_role_settings", ROLE_SETTINGS, rows("role", "database", "name", "value")),
                sql("pg_databases", DATABASES, rows("name", "public_connect")),
                everywhere("pg_schemas", SCHEMAS, rows("name", "public_create")),
                everywhere("pg_public_tables", PUBLIC_TABLES, rows("schema", "name")),
                everywhere("pg_definer_functions", DEFINER_FUNCTIONS, rows("schema", "name", "owner")),
                everywhere("pg_extensions", EXTENSIONS, rows("name")),
                sql("pg_labels", LABELS, text -> Table.row(text, "labels")),
                sql("pg_sessions", SESSIONS, rows("name")),
                sql("pg_replication", REPLICATION, text -> Table.row(text, "standby", "replicas")),
                sql("pg_archiver", ARCHIVER, text -> Table.row(text, "archived", "failing")),
                sql("pg_password_kinds", PASSWORD_KINDS, rows("name", "kind")));
    }

    private static Parser rows(String... required) {
        return text -> Table.rows(text, required);
    }

    private static Collector sql(String id, String query, Parser parser) {
        return new Collector(id, AssetType.POSTGRESQL, new Source.Sql(query, false), parser);
    }

    private static Collector everywhere(String id, String query, Parser parser) {
        return new Collector(id, AssetType.POSTGRESQL, new Source.Sql(query, true), parser);
    }
}
