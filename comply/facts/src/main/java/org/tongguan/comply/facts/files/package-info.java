/// Several files in one piece of evidence, and the small text work the component parsers share.
@NullMarked
package org.tongguan.comply.facts.files;

import org.jspecify.annotations.NullMarked;
