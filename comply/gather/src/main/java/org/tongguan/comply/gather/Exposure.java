package org.tongguan.comply.gather;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// A well-known path that should not answer strangers. Recognised by what it says, never by the status alone:
/// many applications answer 200 to everything.
enum Exposure {
    ACTUATOR("/actuator", "GET", Kind.UNAUTHENTICATED, "Spring Boot Actuator 端点目录") {
        @Override
        boolean seenIn(HttpReply reply) {
            return reply.status() == 200
                    && reply.body().contains("\"_links\"")
                    && BEYOND_HEALTH.matcher(reply.body()).find();
        }
    },
    ACTUATOR_ENV("/actuator/env", "GET", Kind.UNAUTHENTICATED, "Spring Boot Actuator 环境变量") {
        @Override
        boolean seenIn(HttpReply reply) {
            return reply.status() == 200 && reply.body().contains("\"propertySources\"");
        }
    },
    /// Asked with HEAD: the heap itself is never fetched.
    ACTUATOR_HEAP("/actuator/heapdump", "HEAD", Kind.UNAUTHENTICATED, "Spring Boot Actuator 堆转储") {
        @Override
        boolean seenIn(HttpReply reply) {
            return reply.status() == 200
                    && (reply.header("content-type").contains("octet-stream")
                            || reply.header("content-disposition").contains("heap"));
        }
    },
    DRUID("/druid/index.html", "GET", Kind.UNAUTHENTICATED, "Druid 监控页") {
        @Override
        boolean seenIn(HttpReply reply) {
            return reply.status() == 200 && reply.lowerBody().contains("druid stat");
        }
    },
    SWAGGER_UI("/swagger-ui.html", "GET", Kind.API_DOCUMENT, "Swagger 接口文档页面") {
        @Override
        boolean seenIn(HttpReply reply) {
            return reply.status() == 200 && reply.lowerBody().contains("swagger")
                    || reply.status() / 100 == 3 && reply.header("location").contains("swagger-ui/");
        }
    },
    OPENAPI("/v3/api-docs", "GET", Kind.API_DOCUMENT, "OpenAPI 接口描述") {
        @Override
        boolean seenIn(HttpReply reply) {
            return reply.status() == 200 && reply.body().contains("\"openapi\"");
        }
    },
    NACOS("/nacos/", "GET", Kind.CONSOLE, "Nacos 控制台") {
        @Override
        boolean seenIn(HttpReply reply) {
            return reply.status() == 200 && reply.lowerBody().contains("<title>nacos");
        }
    },
    H2("/h2-console", "GET", Kind.CONSOLE, "H2 数据库控制台") {
        @Override
        boolean seenIn(HttpReply reply) {
            return reply.status() == 200 && reply.lowerBody().contains("h2 console")
                    || reply.status() / 100 == 3 && reply.header("location").contains("h2-console/");
        }
    },
    TOMCAT_MANAGER("/manager/html", "GET", Kind.CONSOLE, "Tomcat 管理控制台") {
        @Override
        boolean seenIn(HttpReply reply) {
            return reply.status() == 401 && reply.header("www-authenticate").contains("Tomcat Manager")
                    || reply.status() == 200 && reply.body().contains("Tomcat Web Application Manager");
        }
    },
    PHPMYADMIN("/phpmyadmin/", "GET", Kind.CONSOLE, "phpMyAdmin") {
        @Override
        boolean seenIn(HttpReply reply) {
            return reply.status() == 200 && reply.lowerBody().contains("phpmyadmin");
        }
    },
    GIT("/.git/HEAD", "GET", Kind.FILE, "Git 版本库") {
        @Override
        boolean seenIn(HttpReply reply) {
            return reply.status() == 200 && reply.body().startsWith("ref: refs/");
        }
    },
    DOT_ENV("/.env", "GET", Kind.FILE, "环境配置文件 .env") {
        @Override
        boolean seenIn(HttpReply reply) {
            return reply.status() == 200
                    && !reply.header("content-type").contains("html")
                    && ASSIGNMENT.matcher(reply.body()).find();
        }
    },
    SERVER_STATUS("/server-status", "GET", Kind.UNAUTHENTICATED, "Web 服务器状态页") {
        @Override
        boolean seenIn(HttpReply reply) {
            return reply.status() == 200
                    && (reply.body().contains("Apache Server Status")
                            || reply.body().startsWith("Active connections:"));
        }
    },
    JENKINS("/jenkins/", "GET", Kind.CONSOLE, "Jenkins 控制台") {
        @Override
        boolean seenIn(HttpReply reply) {
            return !reply.header("x-jenkins").isEmpty();
        }
    };

    /// What a stranger gets.
    enum Kind {
        /// Management or inner data without any login.
        UNAUTHENTICATED,
        /// The login page of something only administrators need.
        CONSOLE,
        /// A file that was never meant to be served.
        FILE,
        API_DOCUMENT;

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final Pattern BEYOND_HEALTH = Pattern.compile(
            "\"(?:env|beans|heapdump|threaddump|configprops|mappings|loggers|shutdown|httpexchanges|jolokia|gateway)\"");
    private static final Pattern ASSIGNMENT = Pattern.compile("(?m)^[A-Z][A-Z0-9_]{2,60}=");

    private final String path;
    private final String method;
    private final Kind kind;
    private final String what;

    Exposure(String path, String method, Kind kind, String what) {
        this.path = path;
        this.method = method;
        this.kind = kind;
        this.what = what;
    }

    abstract boolean seenIn(HttpReply reply);

    String path() {
        return path;
    }

    String method() {
        return method;
    }

    Kind kind() {
        return kind;
    }

    String what() {
        return what;
    }

    static List<Exposure> all() {
        return Arrays.asList(values());
    }

    /// Traces of the inside that an error page shows, by name; nothing of the page itself is kept.
    static Optional<String> innerTrace(String body) {
        return TRACES.stream()
                .filter(trace -> trace.pattern().matcher(body).find())
                .map(Trace::name)
                .findFirst();
    }

    private record Trace(String name, Pattern pattern) {}

    private static final List<Trace> TRACES = List.of(
            new Trace(
                    "Java 异常堆栈",
                    Pattern.compile("\\bat [A-Za-z0-9_.$]{3,200}\\([A-Za-z0-9_$]{1,80}\\.java:[0-9]{1,6}\\)")),
            new Trace(
                    "Java 异常类名",
                    Pattern.compile(
                            "\\b(?:java|javax|jakarta|org\\.springframework|org\\.apache)\\.[A-Za-z.]{3,120}(?:Exception|Error)\\b")),
            new Trace("Python 异常堆栈", Pattern.compile("Traceback \\(most recent call last\\)")),
            new Trace("PHP 错误", Pattern.compile("(?:Fatal error|Warning|Notice)(?:</b>)?:.{1,300} on line ")),
            new Trace(".NET 异常", Pattern.compile("Server Error in '/|\\bat System\\.[A-Za-z.]{2,80}\\(")),
            new Trace("SQL 错误", Pattern.compile("ORA-[0-9]{5}|SQLSTATE\\[|error in your SQL syntax|PSQLException")),
            new Trace(
                    "Node.js 异常堆栈",
                    Pattern.compile(
                            "\\bat [A-Za-z0-9_.<> ]{1,100} \\((?:/|file:)[^)]{1,200}\\.m?js:[0-9]{1,6}:[0-9]{1,6}\\)")));
}
