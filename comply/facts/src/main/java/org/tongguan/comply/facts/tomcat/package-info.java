/// What is read of an Apache Tomcat, and the parsers of it.
@NullMarked
package org.tongguan.comply.facts.tomcat;

import org.jspecify.annotations.NullMarked;
