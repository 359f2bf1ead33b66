/**
 * What every HTTP surface shares and no business word touches: among it the parameters of a call, one immutable tree
 * whether they came in the query, in a form or as JSON.
 */
@NullMarked
package io.tianguis.platform.http;

import org.jspecify.annotations.NullMarked;
