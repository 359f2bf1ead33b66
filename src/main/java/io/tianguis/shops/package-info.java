/**
 * Owns the shops: their profiles, the snippets on their pages, the people who work in them and how they sign in, and the
 * credentials by which a caller is known to belong to one, with the applications that are given such credentials. Every
 * other capability takes a shop's id from here and keeps its rows under it.
 */
@NullMarked
package io.tianguis.shops;

import org.jspecify.annotations.NullMarked;
