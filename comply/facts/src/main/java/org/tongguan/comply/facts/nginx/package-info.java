/// What is read of an nginx server, and the parsers of it.
@NullMarked
package org.tongguan.comply.facts.nginx;

import org.jspecify.annotations.NullMarked;
