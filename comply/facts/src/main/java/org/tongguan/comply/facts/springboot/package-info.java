/// What is read of Spring Boot services, and the parsers of it.
@NullMarked
package org.tongguan.comply.facts.springboot;

import org.jspecify.annotations.NullMarked;
