#!/bin/sh
# 200 loopback SSH targets, 16 at a time: most answer, the rest are slow, drop, deny, show a changed key, talk garbage,
# hang, or print without end. Fails if it takes more than 5 minutes, more than 1 GiB of heap, or if a bad host costs
# anybody else more than its own limit. Needs a JDK 25 and Maven; everything stays on the loopback interface.
# usage: bench/many-targets.sh [targets [at-once [seconds-per-target]]]
set -eu
cd "$(dirname "$0")/.."
JAVA_HOME=$(./tongguan jdk)
export JAVA_HOME
mvn -q -pl comply/gather -am -DskipTests test-compile dependency:build-classpath \
    -Dmdep.outputFile=target/test-classpath.txt -Dmdep.includeScope=test
classes=comply/gather/target/test-classes:comply/gather/target/classes:comply/facts/target/classes
classes=$classes:comply/asset/target/classes:kernel/crypto/target/classes:kernel/yaml/target/classes
exec "$JAVA_HOME/bin/java" -Xmx1g -XX:ActiveProcessorCount=2 \
    -cp "$classes:$(cat comply/gather/target/test-classpath.txt)" org.tongguan.comply.gather.ManyTargets "$@"
