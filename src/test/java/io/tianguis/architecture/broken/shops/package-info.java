/** What everybody may use. */
@NullMarked
package io.tianguis.architecture.broken.shops;

import org.jspecify.annotations.NullMarked;
