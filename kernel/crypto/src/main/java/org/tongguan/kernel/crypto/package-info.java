/// Names for bytes: a digest in SM3 (GB/T 32905-2016) beside one in SHA-256 (FIPS 180-4), so that
/// evidence can be checked with national and with everyday tools alike.
@NullMarked
package org.tongguan.kernel.crypto;

import org.jspecify.annotations.NullMarked;
