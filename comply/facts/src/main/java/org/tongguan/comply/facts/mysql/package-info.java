/// What is read from a MySQL or MariaDB server.
@NullMarked
package org.tongguan.comply.facts.mysql;

import org.jspecify.annotations.NullMarked;
