/**
 * What tests stand on: a real PostgreSQL, a running server, a clock and randomness of their own, wire cases, and the check
 * of answers against the OpenAPI documents.
 */
@NullMarked
package io.tianguis.testkit;

import org.jspecify.annotations.NullMarked;
