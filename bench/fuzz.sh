#!/usr/bin/env bash
# Every parser and mask over spoilt texts: bench/fuzz.sh [ROUNDS] [SEED]. Prints one line and each broken promise;
# exits with 1 if there is one. 2,000 rounds per collector take some minutes.
set -euo pipefail
home=$(cd "$(dirname "$0")/.." && pwd)
cd "$home"
export JAVA_HOME=$(./tongguan jdk)
./tongguan --version >/dev/null
mvn -q -pl comply/check -am -DskipTests test-compile
seed=${2:-$(date +%s)}
echo "seed $seed"
exec "$JAVA_HOME/bin/java" -Xmx1g -XX:+UseSerialGC --sun-misc-unsafe-memory-access=allow -Dtongguan.home="$home" \
  -Drounds="${1:-2000}" -Dseed="$seed" \
  -cp "comply/check/target/test-classes:app/cli/target/lib/*" org.tongguan.comply.check.ParserFuzz
