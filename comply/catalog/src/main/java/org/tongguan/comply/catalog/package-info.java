/// GB/T 22239-2019 as versioned data, in our own words. Start with [Catalog]; an [Item] is the smallest thing
/// judged.
@NullMarked
package org.tongguan.comply.catalog;

import org.jspecify.annotations.NullMarked;
