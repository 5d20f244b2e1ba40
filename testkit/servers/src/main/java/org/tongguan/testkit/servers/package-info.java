/// One class per server product; each says with `installed()` whether its Debian package is there, starts with
/// the configuration lines it is given, and stops on close.
@NullMarked
package org.tongguan.testkit.servers;

import org.jspecify.annotations.NullMarked;
