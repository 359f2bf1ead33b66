package io.tianguis.shops;

/** Why a tracking code was not added or changed. */
public sealed interface TrackingCodeRejection {

    /** The name is blank or longer than 255 characters. */
    record InvalidName(String name) implements TrackingCodeRejection {}

    /** The snippet takes more than 64 KiB in UTF-8. */
    record CodeTooLarge(int bytes) implements TrackingCodeRejection {}

    /** The options take more than 64 KiB in UTF-8. */
    record OptionsTooLarge(int bytes) implements TrackingCodeRejection {}

    /** The shop has as many as it may have. */
    record TooMany(int most) implements TrackingCodeRejection {}

    /** The shop has no such tracking code. */
    record Unknown(long trackingCodeId) implements TrackingCodeRejection {}
}
