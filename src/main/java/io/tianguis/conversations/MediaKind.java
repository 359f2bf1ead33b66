package io.tianguis.conversations;

/** What a file in a message is shown as. */
public enum MediaKind {
    IMAGE,
    AUDIO,
    VIDEO,
    DOCUMENT,
    STICKER
}
