/** How the program logs: lines of text for people, or lines of JSON for collectors. */
@NullMarked
package io.tianguis.platform.log;

import org.jspecify.annotations.NullMarked;
