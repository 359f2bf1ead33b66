/** Half of a cycle. */
@NullMarked
package io.tianguis.architecture.broken.platform.json;

import org.jspecify.annotations.NullMarked;
