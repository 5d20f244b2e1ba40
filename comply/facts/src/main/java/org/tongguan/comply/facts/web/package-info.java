/// What a web application shows from outside.
@NullMarked
package org.tongguan.comply.facts.web;

import org.jspecify.annotations.NullMarked;
