package io.tianguis.questions;

import java.util.Optional;

/**
 * What makes a thread: a channel, one who asks there, and what they ask about.
 *
 * @param askerId of the marketplace's user, or of the customer's row when asked on the shop's own site
 * @param listing the marketplace's id of the item, or the product's id; empty for the contact page
 */
public record ThreadKey(Channel channel, long askerId, Optional<String> listing) {}
