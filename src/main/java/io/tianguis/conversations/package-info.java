/**
 * Conversations: what a shop and its customers write each other on WhatsApp, Messenger and Instagram. A conversation is of
 * one customer's row and one account of the shop, and knows what nobody has read yet and until when the shop may answer
 * freely. A provider tells of a message as often as it likes, its id says that it is the same. Messages stand in the order of
 * their senders' own times, which is not the order of their arrival; a page of them costs the same wherever it is, because
 * a conversation is counted in stretches that are divided when they fill up.
 */
@NullMarked
package io.tianguis.conversations;

import org.jspecify.annotations.NullMarked;
