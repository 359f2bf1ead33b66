/** JSON as the wire contracts want it: one record per shape, its components in the order of the bytes. */
@NullMarked
package io.tianguis.platform.json;

import org.jspecify.annotations.NullMarked;
