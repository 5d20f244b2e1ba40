/// What is read of an OpenSSH server, and the parsers of it.
@NullMarked
package org.tongguan.comply.facts.openssh;

import org.jspecify.annotations.NullMarked;
