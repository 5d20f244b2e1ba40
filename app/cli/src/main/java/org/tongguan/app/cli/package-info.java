/// `./tongguan`. Start with [Main]; one class a command; [Run] is the main job, from inventory to reports.
@NullMarked
package org.tongguan.app.cli;

import org.jspecify.annotations.NullMarked;
