/// YAML that people write by hand (inventories, answers, checks) read strictly: every value knows its file,
/// line and column, an unknown key is an error that offers the nearest known one, a key given twice is an
/// error. Start with [YamlMap]; everything that can be wrong is a [YamlMistake].
@NullMarked
package org.tongguan.kernel.yaml;

import org.jspecify.annotations.NullMarked;
