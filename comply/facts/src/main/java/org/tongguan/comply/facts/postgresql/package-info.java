/// What is read from a PostgreSQL server, and from openGauss and Kingbase where the same queries answer.
@NullMarked
package org.tongguan.comply.facts.postgresql;

import org.jspecify.annotations.NullMarked;
