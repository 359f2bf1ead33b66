package io.tianguis.shops;

/** Why a shop was not created. */
public sealed interface ShopRejection {

    /** The name is empty or longer than 120 characters. */
    record InvalidName(String name) implements ShopRejection {}

    /** Tianguis does not know this country. */
    record UnknownCountry(String country) implements ShopRejection {}

    /** There is no time zone of this name where Tianguis has shops. */
    record UnknownTimeZone(String timeZone) implements ShopRejection {}

    /** A shop with this id, or a seller with this user name, is there already. */
    record AlreadyThere(long shopId) implements ShopRejection {}
}
