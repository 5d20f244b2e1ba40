/// What is read from a Linux host, and the parsers of it.
@NullMarked
package org.tongguan.comply.facts.linux;

import org.jspecify.annotations.NullMarked;
