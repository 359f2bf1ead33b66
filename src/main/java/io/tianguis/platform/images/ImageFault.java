package io.tianguis.platform.images;

/** Why bytes are not taken as a picture; in the order of the checks. */
public enum ImageFault {
    /** More than {@link ImageFolder#MOST_BYTES}. */
    TOO_MANY_BYTES,
    /** Neither JPEG nor PNG. */
    UNKNOWN_FORMAT,
    /** More than {@link ImageFolder#MOST_PIXELS}, or a side longer than {@link ImageFolder#LONGEST_SIDE}. */
    TOO_MANY_PIXELS,
    /** Broken, cut off, or of a kind that is not read, such as a JPEG for printing (CMYK). */
    UNREADABLE
}
