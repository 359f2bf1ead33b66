package io.tianguis.conversations;

/**
 * How long the stretches are in which a conversation is counted (decision 0021). A page adds all of them up, and then walks
 * through a part of one. So the more there are, the longer each may become: neither is more than the square root of the
 * conversation, with a factor.
 */
public final class StretchLengths {

    /** In a conversation of few stretches. */
    private static final long FULL = 1_024;

    /** For each stretch of the conversation. To walk past eight messages costs about what it costs to add up one stretch. */
    private static final long FULL_FOR_EACH = 8;

    /** Adding up how many stretches there are is not done for each message of one that may become longer. */
    private static final long LOOKED_AT_EVERY = 512;

    private StretchLengths() {}

    /** Whether it is worth counting the stretches of the conversation, now that one of them has so many messages. */
    public static boolean isToBeLookedAt(long messages) {
        return messages >= FULL && messages % LOOKED_AT_EVERY == 0;
    }

    /** @param stretches how many the conversation has */
    public static boolean isFull(long messages, long stretches) {
        return messages >= Math.max(FULL, FULL_FOR_EACH * stretches);
    }

    /**
     * How many messages stay when a stretch is divided: half of them, but most where nearly all that follow will come after
     * them, and with room for those that come late.
     */
    public static long kept(long messages, boolean last) {
        return last ? messages - messages / 8 : messages / 2;
    }
}
