/** Tests of the shop's own site over real HTTP. */
@NullMarked
package io.tianguis.storefront;

import org.jspecify.annotations.NullMarked;
