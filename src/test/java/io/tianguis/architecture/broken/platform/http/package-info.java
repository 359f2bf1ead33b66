/** A platform with a word of the business. */
@NullMarked
package io.tianguis.architecture.broken.platform.http;

import org.jspecify.annotations.NullMarked;
