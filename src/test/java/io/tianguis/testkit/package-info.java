/** What tests of every package share: readers and checkers of the published contracts. */
@NullMarked
package io.tianguis.testkit;

import org.jspecify.annotations.NullMarked;
