/**
 * The Mercately API: its routes, credentials, shapes and literal messages. It decides nothing about the business.
 * {@code docs/dialects/mercately.md} tells what is covered and what was chosen.
 */
@NullMarked
package io.tianguis.dialects.mercately;

import org.jspecify.annotations.NullMarked;
