package io.tianguis.inbound;

/**
 * What came of announcing an entry.
 *
 * @param token its random name, {@code ENT} and 19 characters
 */
public record EntryAnnounced(long entryId, String token) {}
