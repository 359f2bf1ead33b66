package io.tianguis.conversations;

import java.util.List;

/**
 * Some messages, the oldest first.
 *
 * @param total how many there are in all
 */
public record MessagePage(long total, List<Message> messages) {}
