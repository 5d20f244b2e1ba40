/// What a TLS endpoint shows from outside.
@NullMarked
package org.tongguan.comply.facts.tls;

import org.jspecify.annotations.NullMarked;
