/// What is read from a Redis server.
@NullMarked
package org.tongguan.comply.facts.redis;

import org.jspecify.annotations.NullMarked;
