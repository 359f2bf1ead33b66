/**
 * The rules of the house as tests: who may depend on whom, where time and SQL come from, who owns which table, and what a
 * compiler cannot see in files. Below {@code broken} stands a small house that breaks each rule, so that a rule that finds
 * nothing is known to look.
 */
@NullMarked
package io.tianguis.architecture;

import org.jspecify.annotations.NullMarked;
