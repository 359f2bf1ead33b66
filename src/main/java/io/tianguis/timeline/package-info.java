/**
 * Owns no row: it reads what the other capabilities keep of one person as one list, in the order of its own times, newest
 * first. Each kind of entry is a {@code TimelineSource}: a view of this package over the owner's tables with the columns of
 * all the others, read by an index of the owner's that ends in the time and the id, from the cursor on and no further than
 * the page. The sources are asked in one statement, and what they answer is merged there. A further source is such an
 * index, such a view and a constant.
 */
@NullMarked
package io.tianguis.timeline;

import org.jspecify.annotations.NullMarked;
