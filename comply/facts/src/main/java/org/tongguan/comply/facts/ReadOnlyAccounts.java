package org.tongguan.comply.facts;

/// The statements with which a database's administrator creates the account Tongguan looks with. They are
/// printed for
/// the change board and run by the administrator, never by Tongguan. `CHANGE-ME` stands for a password of their
/// choice.
///
/// Where the server keeps password hashes, a view owned by the administrator says which kind of password an
/// account has;
/// the account itself can never read a hash.
public final class ReadOnlyAccounts {

    public static final String ACCOUNT = "tongguan";
    public static final String PASSWORD_PLACEHOLDER = "CHANGE-ME";

    /// Stands for the address Tongguan connects from: an account open to every address would itself be a finding.
    public static final String HOST_PLACEHOLDER = "TONGGUAN-ADDRESS";

    private ReadOnlyAccounts() {}

    /// For PostgreSQL 10 and newer; run as a superuser in the database that is assessed. The account may connect
    /// to the other databases as well: their schemas, tables, functions and extensions are looked at too.
    /// openGauss and Kingbase lack some of the granted roles: leave out what they refuse.
    public static String postgresql() {
        return """
                CREATE ROLE tongguan LOGIN PASSWORD 'CHANGE-ME' CONNECTION LIMIT 3 VALID UNTIL 'tomorrow';
                ALTER ROLE tongguan SET default_transaction_read_only = on;
                GRANT pg_monitor TO tongguan;
                DO $$ DECLARE d name; BEGIN
                  FOR d IN SELECT datname FROM pg_database WHERE datallowconn AND NOT datistemplate LOOP
                    EXECUTE format('GRANT CONNECT ON DATABASE %I TO tongguan', d);
                  END LOOP;
                END $$;
                GRANT EXECUTE ON FUNCTION pg_catalog.pg_hba_file_rules() TO tongguan;
                GRANT SELECT ON pg_catalog.pg_hba_file_rules TO tongguan;
                CREATE SCHEMA IF NOT EXISTS tongguan;
                CREATE OR REPLACE VIEW tongguan.password_kinds AS
                  SELECT rolname AS name,
                         CASE WHEN rolpassword IS NULL THEN 'none'
                              WHEN rolpassword LIKE 'SCRAM-SHA-256$%' THEN 'scram-sha-256'
                              WHEN rolpassword LIKE 'md5%' THEN 'md5'
                              ELSE 'other' END AS kind
                    FROM pg_catalog.pg_authid WHERE rolcanlogin;
                REVOKE ALL ON tongguan.password_kinds FROM PUBLIC;
                GRANT USAGE ON SCHEMA tongguan TO tongguan;
                GRANT SELECT ON tongguan.password_kinds TO tongguan;
                """;
    }

    /// For MySQL 8.0.19 and newer.
    public static String mysql() {
        return mysqlFamily("""
                COALESCE(authentication_string, '') = '' AS empty_password,
                         account_locked = 'Y' AS locked,
                         password_lifetime AS lifetime_days,
                         TO_DAYS(password_last_changed) - 719528 AS changed_day,
                         CASE WHEN JSON_EXTRACT(User_attributes, '$.Password_locking.password_lock_time_days') <> 0
                              THEN JSON_EXTRACT(User_attributes, '$.Password_locking.failed_login_attempts')
                         END AS failed_logins_max
                    FROM mysql.user""");
    }

    /// For MySQL 5.7, which can neither lock an account after failed logins by itself nor load components.
    public static String mysql57() {
        return mysqlFamily("""
                COALESCE(authentication_string, '') = '' AS empty_password,
                         account_locked = 'Y' AS locked,
                         password_lifetime AS lifetime_days,
                         TO_DAYS(password_last_changed) - 719528 AS changed_day,
                         NULL AS failed_logins_max
                    FROM mysql.user""");
    }

    /// For MariaDB 10.4 and newer.
    public static String mariadb() {
        return mysqlFamily("""
                COALESCE(JSON_VALUE(Priv, '$.authentication_string'), '') = '' AS empty_password,
                         COALESCE(JSON_VALUE(Priv, '$.account_locked'), '0') IN ('1', 'true') AS locked,
                         NULLIF(CAST(JSON_VALUE(Priv, '$.password_lifetime') AS SIGNED), -1) AS lifetime_days,
                         CAST(JSON_VALUE(Priv, '$.password_last_changed') AS SIGNED) DIV 86400 AS changed_day,
                         NULL AS failed_logins_max
                    FROM mysql.global_priv WHERE COALESCE(JSON_VALUE(Priv, '$.is_role'), '0') NOT IN ('1', 'true')""");
    }

    private static String mysqlFamily(String columns) {
        return """
                CREATE USER 'tongguan'@'%' IDENTIFIED BY 'CHANGE-ME' WITH MAX_USER_CONNECTIONS 3;
                GRANT PROCESS, SHOW DATABASES ON *.* TO 'tongguan'@'%';
                GRANT SELECT (User, Host, plugin, password_expired, ssl_type, Super_priv, File_priv, Grant_priv,
                  Create_user_priv, Shutdown_priv, Process_priv, Select_priv, Insert_priv, Update_priv, Delete_priv,
                  Drop_priv, Alter_priv, Create_priv) ON mysql.user TO 'tongguan'@'%';
                GRANT SELECT ON mysql.db TO 'tongguan'@'%';
                CREATE DATABASE IF NOT EXISTS tongguan;
                CREATE OR REPLACE SQL SECURITY DEFINER VIEW tongguan.account_state AS
                  SELECT User AS user, Host AS host,
                         @columns@;
                GRANT SELECT ON tongguan.account_state TO 'tongguan'@'%';
                """.replace("@columns@", columns).replace("'tongguan'@'%'", "'tongguan'@'" + HOST_PLACEHOLDER + "'");
    }

    /// For Redis 6 and newer: one line for `redis-cli`. Older servers know only one password for everyone.
    public static String redis() {
        return "ACL SETUSER tongguan reset on >CHANGE-ME resetkeys resetchannels -@all +ping +info +config|get"
                + " +acl|list +module|list +command|info +client|list\n";
    }
}
