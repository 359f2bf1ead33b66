/** What tests of every package share. Nothing here is part of the program. */
@NullMarked
package io.tianguis.testkit;

import org.jspecify.annotations.NullMarked;
