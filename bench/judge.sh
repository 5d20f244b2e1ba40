#!/usr/bin/env bash
# 100,000 facts × checks judged within 5 s; the parsing before it is timed apart. Prints one line; exits with 1 over the limit.
set -euo pipefail
home=$(cd "$(dirname "$0")/.." && pwd)
cd "$home"
export JAVA_HOME=$(./tongguan jdk)
./tongguan --version >/dev/null
mvn -q -pl comply/check -am -DskipTests test-compile
"$JAVA_HOME/bin/java" -Xmx1g -XX:+UseSerialGC --sun-misc-unsafe-memory-access=allow -Dtongguan.home="$home" \
  -cp "comply/check/target/test-classes:app/cli/target/lib/*" org.tongguan.comply.check.JudgeBench
