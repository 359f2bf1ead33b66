/**
 * Questions: what people ask in public about a listing, on the marketplace or on the shop's own site, or from the site's
 * contact page, and what the shop answers. A question is of one person, and stands in a thread with all that the same asker
 * asked on the same channel about the same listing. It waits until it is answered, once, or closed without an answer, or
 * deleted; of two who answer at once the second one is told. How many questions and threads there are by channel and state
 * is counted as they change, so that a search knows it without counting.
 */
@NullMarked
package io.tianguis.questions;

import org.jspecify.annotations.NullMarked;
