/** A storefront that queries. */
@NullMarked
package io.tianguis.architecture.broken.storefront;

import org.jspecify.annotations.NullMarked;
