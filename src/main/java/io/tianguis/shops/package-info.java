/**
 * Owns the shops: their profiles, the people who work in them, and the credentials by which a caller is known to belong to
 * one. Every other capability takes a shop's id from here and keeps its rows under it.
 */
@NullMarked
package io.tianguis.shops;

import org.jspecify.annotations.NullMarked;
