/**
 * The Marketful API: its routes, credentials, shapes and literal messages, typos included. It decides nothing about the
 * business. {@code docs/dialects/marketful.md} tells what is covered and what was chosen.
 */
@NullMarked
package io.tianguis.dialects.marketful;

import org.jspecify.annotations.NullMarked;
